/** The console's own line icons: 20-unit grid, one stroke, drawn to sit beside Chinese text. */
const paths = {
  overview: 'M3 10.5 10 4l7 6.5M5 9v7h10V9M8.5 16v-4h3v4',
  members:
    'M7.5 9.5a2.75 2.75 0 1 0 0-5.5 2.75 2.75 0 0 0 0 5.5ZM2.5 16c.4-2.8 2.3-4.2 5-4.2s4.6 1.4 5 4.2M13 9.3a2.4 2.4 0 1 0-.6-4.7M14.3 12c1.9.4 3 1.7 3.2 4',
  tasks: 'M4 5.2 5.2 6.4 7.4 4M4 10.2l1.2 1.2L7.4 9M4 15.2l1.2 1.2L7.4 14M10.5 5.5H17M10.5 10.5H17M10.5 15.5H17',
  levels: 'M3 16.5h3.5v-4H3zM8.2 16.5h3.6v-8H8.2zM13.5 16.5H17v-12h-3.5z',
  benefits:
    'M3.5 9.5h13v7h-13zM2.5 6.5h15v3h-15zM10 6.5v10M10 6.5c-3 0-4-1-4-2.2S8 2.5 10 6.5c2-4 4-3.5 4-2.2s-1 2.2-4 2.2Z',
  groups:
    'M3 5.5h9.5v6.5H7L4.5 14v-2H3zM12.5 8.5H17V14h-1.5v2L13 14H9.5v-2',
  live: 'M10 12a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM6.2 13.8a5.4 5.4 0 0 1 0-7.6M13.8 6.2a5.4 5.4 0 0 1 0 7.6M3.7 16.3a8.9 8.9 0 0 1 0-12.6M16.3 3.7a8.9 8.9 0 0 1 0 12.6',
  service: 'M4 12.5v-2a6 6 0 0 1 12 0v2M4 11.5H3v3.5h2.5v-3.5zM16 11.5h1v3.5h-2.5v-3.5zM15.5 15c-.3 1.7-1.7 2.5-4 2.5',
  settings: 'M3 6h7M14 6h3M12 8a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM3 14h3M10 14h7M8 16a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z',
  reviews: 'M4 4h12v12H4zM7 10.2l2.2 2.2L13.2 8',
  reports: 'M5 17V4M5 4h9.5l-2 3.5 2 3.5H5',
  owners:
    'M3.5 8.5 5 4h10l1.5 4.5M3.5 8.5a2.2 2.2 0 0 0 4.3 0 2.2 2.2 0 0 0 4.4 0 2.2 2.2 0 0 0 4.3 0M5 11v5.5h10V11M8.5 16.5V13h3v3.5',
  ruleSets: 'M5 3.5h7l3 3v10H5zM12 3.5v3h3M7.5 10h5M7.5 13h5',
  operations: 'M2.5 10.5h3l2-5 3.5 9.5 2.5-6 1 1.5h3',
  webhooks: 'M8 8.2a3 3 0 1 1 4.2-.4l2.2 4M5.4 10.4a3 3 0 1 0 3.5 3.6h4.6M14.6 16.4a2.6 2.6 0 1 0-.2-4.6',
  search: 'M9 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11ZM13 13l4 4',
  close: 'm5 5 10 10M15 5 5 15',
  chevron: 'm7.5 5 5 5-5 5',
  back: 'm12.5 5-5 5 5 5',
  down: 'm5 7.5 5 5 5-5',
  clock: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 6v4l2.8 1.8',
  globe: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM3 10h14M10 3c2 2 3 4.3 3 7s-1 5-3 7c-2-2-3-4.3-3-7s1-5 3-7Z',
  theme: 'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM10 3v14M10 6.5l5.8-.5M10 10h7M10 13.5l5.8.5',
  copy: 'M7.5 7.5h9v9h-9zM12.5 7.5v-4h-9v9h4',
  plus: 'M10 4v12M4 10h12',
  check: 'm4 10.5 4 4 8-9',
  person: 'M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM4 17c.5-3.3 2.8-5 6-5s5.5 1.7 6 5',
  warn: 'M10 3.5 17.5 16.5H2.5zM10 8v4M10 14.2v.1',
} as const

export type IconName = keyof typeof paths

/** A line icon, 1.25em; hidden from readers, since words stand beside it. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      width="1.25em"
      height="1.25em"
      viewBox="0 0 20 20"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      style={{ flex: 'none', verticalAlign: '-0.25em' }}
    >
      <path d={paths[name]} />
    </svg>
  )
}

import { useSearchParams } from 'react-router'

/** What a list is filtered by, kept in the address; an empty value is no filter. */
export function useFilters() {
  const [search, setSearch] = useSearchParams()
  const set = (name: string, value: string) => {
    // from the address itself: what is drawn may be older than the choice before this one
    const next = new URLSearchParams(window.location.search)
    if (value === '') next.delete(name)
    else next.set(name, value)
    setSearch(next, { replace: true })
  }
  return { search, set, clear: () => setSearch({}, { replace: true }) }
}

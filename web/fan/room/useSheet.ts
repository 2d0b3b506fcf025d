import { useCallback } from 'react'
import { useLocation, useNavigate, useSearchParams } from 'react-router'

/** What lies over the room. It stands in the address, so that «back» closes it and a link can open it. */
export type SheetName = 'club' | 'shelf' | 'orders' | 'gift' | 'person'

/** The open sheet of this page and how to change it. */
export function useSheet(): {
  readonly sheet: SheetName | null
  open(name: SheetName): void
  close(): void
} {
  const [values, setValues] = useSearchParams()
  const navigate = useNavigate()
  const { state } = useLocation() as { state: { readonly opened?: boolean } | null }
  const opened = state?.opened === true
  const open = useCallback(
    (name: SheetName) => setValues({ sheet: name }, { state: { opened: true }, replace: opened }),
    [setValues, opened],
  )
  const close = useCallback(() => {
    if (opened) void navigate(-1)
    else setValues({}, { replace: true })
  }, [navigate, opened, setValues])
  return { sheet: (values.get('sheet') as SheetName | null) ?? null, open, close }
}

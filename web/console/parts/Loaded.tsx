import type { UseQueryResult } from '@tanstack/react-query'
import { Fragment, type ReactNode } from 'react'
import { Empty, Failed, Skeleton } from '../../shared/states.tsx'
import { codeOf } from '../../shared/problem.ts'
import { useText } from '../text.ts'

interface LoadedProps<T> {
  readonly query: UseQueryResult<T>
  /** drawn while nothing has come yet */
  readonly skeleton?: ReactNode
  readonly children: (data: T) => ReactNode
}

/** The three states of everything that is fetched: skeleton, failure with a way out, content. Old content stays while a refetch fails. */
export function Loaded<T>({ query, skeleton, children }: LoadedProps<T>) {
  const { say } = useText()
  if (query.data !== undefined) return <Fragment>{children(query.data)}</Fragment>
  if (query.isPending) return <Fragment>{skeleton ?? <Skeleton lines={4} />}</Fragment>
  if (codeOf(query.error) === 'forbidden')
    return <Empty title={say('state.forbidden')} hint={say('state.forbiddenHint')} />
  return <Failed error={query.error} onRetry={() => void query.refetch()} />
}

import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { Button } from 'antd'
import { useText } from '../text.ts'
import styles from './MoreButton.module.css'

/** The next keyset page of a list, or the word that this was all. */
export function MoreButton<T>({ query, end }: { readonly query: UseInfiniteQueryResult<T>; readonly end?: string }) {
  const { say } = useText()
  if (!query.hasNextPage) return end === undefined ? null : <p className={styles.end}>{end}</p>
  return (
    <div className={styles.more}>
      <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {say('state.more')}
      </Button>
    </div>
  )
}

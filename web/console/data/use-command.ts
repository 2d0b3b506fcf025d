import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query'
import { App } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Api } from '../../shared/api.ts'
import { useApi } from '../../shared/connection.tsx'
import { ApiProblem, problemWords } from '../../shared/problem.ts'
import { refreshQueries } from '../../shared/refresh.ts'

interface Command<I, O> {
  readonly run: (api: Api, input: I) => Promise<O>
  /** query keys whose answers are old afterwards */
  readonly changes: readonly (readonly unknown[])[]
  /** said once when it is done; null says nothing */
  readonly done?: (output: O, input: I) => string | null
  /** what the page does next */
  readonly then?: (output: O, input: I) => void
  /** those of one name run one after another, in order */
  readonly scope?: string
  /** the page shows the refusal itself */
  readonly quiet?: boolean
}

/** A writing call: refreshes what it changed, says that it is done, and says a refusal in the product's words. */
export function useCommand<I, O>({
  run,
  changes,
  done,
  then,
  scope,
  quiet = false,
}: Command<I, O>): UseMutationResult<O, Error, I> {
  const api = useApi()
  const queries = useQueryClient()
  const { message } = App.useApp()
  const { t } = useTranslation()
  return useMutation<O, Error, I>({
    mutationFn: (input) => run(api, input),
    ...(scope === undefined ? {} : { scope: { id: scope } }),
    onSuccess: async (output, input) => {
      const words = done?.(output, input) ?? null
      if (words !== null) void message.success(words)
      then?.(output, input)
      await Promise.all(changes.map((queryKey) => refreshQueries(queries, queryKey)))
    },
    onError: async (error) => {
      if (!quiet) void message.error(problemWords(error, t).title)
      // refused because somebody else was first: what the page shows is old
      if (error instanceof ApiProblem && (error.status === 409 || error.status === 404))
        await Promise.all(changes.map((queryKey) => refreshQueries(queries, queryKey)))
    },
  })
}

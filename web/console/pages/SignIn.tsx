import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Navigate, useLocation, useSearchParams } from 'react-router'
import { rejections, type RejectionCode } from '../../../src/contract/rejections.ts'
import { problemWords } from '../../shared/problem.ts'
import { useDeskSession } from '../data/me.ts'
import { resumeSession, signIn, signInWays } from '../data/session.ts'
import { NowButton } from '../parts/NowButton.tsx'
import { useText } from '../text.ts'
import { Entrance } from './Entrance.tsx'
import styles from './Entrance.module.css'

/** Password, or the organisation's own sign-in where the server has one. */
export function Component() {
  const { say, language } = useText()
  const { t } = useTranslation()
  const session = useDeskSession()
  const [search] = useSearchParams()
  const state: unknown = useLocation().state
  const from =
    typeof state === 'object' && state !== null && 'from' in state && typeof state.from === 'string' ? state.from : '/'
  const ways = useQuery({ queryKey: ['signInWays'], queryFn: signInWays, staleTime: Infinity })
  const resumed = useQuery({
    queryKey: ['resume'],
    queryFn: resumeSession,
    retry: false,
    staleTime: 0,
    enabled: session === null,
  })
  const enter = useMutation({ mutationFn: signIn })
  if (session !== null) return <Navigate to={from} replace />
  return (
    <Entrance title={say('signIn.title')} lede={say('signIn.lede')}>
      {(enter.isError || search.has('problem')) && (
        <p className={styles.wrong} role="alert">
          {enter.isError
            ? problemWords(enter.error, t).title
            : refusalWords(search.get('problem') ?? '', language, say('error.unknown'))}
        </p>
      )}
      <Form<{ login: string; password: string }>
        layout="vertical"
        size="large"
        disabled={enter.isPending || resumed.isLoading}
        onFinish={(input) => enter.mutate(input)}
      >
        <Form.Item name="login" label={say('signIn.login')} rules={[{ required: true, message: say('word.required') }]}>
          <Input autoComplete="username" autoFocus maxLength={128} />
        </Form.Item>
        <Form.Item
          name="password"
          label={say('signIn.password')}
          rules={[{ required: true, message: say('word.required') }]}
        >
          <Input.Password autoComplete="current-password" maxLength={256} />
        </Form.Item>
        <NowButton htmlType="submit" block loading={enter.isPending}>
          {say('signIn.submit')}
        </NowButton>
      </Form>
      {ways.data?.oidc === true && (
        <>
          <p className={styles.or}>{say('signIn.or')}</p>
          <Button size="large" block href="/v1/auth/oidc/start">
            {say('signIn.sso')}
          </Button>
        </>
      )}
      <p className={styles.foot}>{say('signIn.noAccount')}</p>
    </Entrance>
  )
}

/** Why the organisation's sign-in did not let someone in (`?problem=CODE`). */
function refusalWords(code: string, language: string, otherwise: string): string {
  if (!(code in rejections)) return otherwise
  const entry = rejections[code as RejectionCode]
  return language === 'en' ? entry.en : entry.zh
}

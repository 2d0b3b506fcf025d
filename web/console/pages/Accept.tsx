import { useMutation } from '@tanstack/react-query'
import { Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import { problemWords } from '../../shared/problem.ts'
import { acceptInvitation } from '../data/session.ts'
import { NowButton } from '../parts/NowButton.tsx'
import { useText } from '../text.ts'
import { Entrance } from './Entrance.tsx'
import styles from './Entrance.module.css'

/** An invitation becomes an account. The token is read from the address once and taken out of it. */
export function Component() {
  const { say } = useText()
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [search] = useSearchParams()
  const [token] = useState(() => takeToken(search))
  const accept = useMutation({
    mutationFn: (input: { name: string; login: string; password: string }) => acceptInvitation({ ...input, token: token ?? '' }),
    onSuccess: () => navigate('/', { replace: true }),
  })
  const required = { required: true, whitespace: true, message: say('word.required') }
  return (
    <Entrance title={say('accept.title')} lede={say('accept.lede')}>
      {token === null && (
        <p className={styles.wrong} role="alert">
          {say('accept.missing')}
        </p>
      )}
      {accept.isError && (
        <p className={styles.wrong} role="alert">
          {problemWords(accept.error, t).title}
        </p>
      )}
      <Form<{ name: string; login: string; password: string }>
        layout="vertical"
        size="large"
        disabled={token === null || accept.isPending}
        onFinish={(input) => accept.mutate(input)}
      >
        <Form.Item name="name" label={say('accept.name')} rules={[required]}>
          <Input autoComplete="name" maxLength={64} />
        </Form.Item>
        <Form.Item name="login" label={say('accept.login')} rules={[required]}>
          <Input autoComplete="username" maxLength={128} />
        </Form.Item>
        <Form.Item name="password" label={say('accept.password')} extra={say('accept.passwordHint')} rules={[{ required: true, min: 10, message: say('accept.passwordHint') }]}>
          <Input.Password autoComplete="new-password" maxLength={256} />
        </Form.Item>
        <NowButton htmlType="submit" block loading={accept.isPending}>
          {say('accept.submit')}
        </NowButton>
      </Form>
    </Entrance>
  )
}

function takeToken(search: URLSearchParams): string | null {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token') ?? search.get('token')
  if (token !== null) window.history.replaceState(window.history.state, '', window.location.pathname)
  return token
}

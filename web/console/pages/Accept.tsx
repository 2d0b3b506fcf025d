import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { problemWords } from '../../shared/problem.ts'
import { acceptInvitation, acceptWithOrganisation, readInvitation, signInWays } from '../data/session.ts'
import { NowButton } from '../parts/NowButton.tsx'
import { useText } from '../text.ts'
import { Entrance } from './Entrance.tsx'
import styles from './Entrance.module.css'

/** An invitation becomes an account. The token is read from the address once and taken out of it. */
export function Component() {
  const { say } = useText()
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [token] = useState(takeToken)
  const accept = useMutation({
    mutationFn: (input: { name: string; login: string; password: string }) =>
      acceptInvitation({ ...input, token: token ?? '' }),
    onSuccess: () => navigate('/', { replace: true }),
  })
  const offer = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => readInvitation(token ?? ''),
    enabled: token !== null,
    retry: false,
  })
  const ways = useQuery({ queryKey: ['signInWays'], queryFn: signInWays, staleTime: Infinity })
  const elsewhere = useMutation({ mutationFn: () => acceptWithOrganisation(token ?? '') })
  const wrong = offer.error ?? accept.error ?? elsewhere.error
  const required = { required: true, whitespace: true, message: say('word.required') }
  return (
    <Entrance title={say('accept.title')} lede={say('accept.lede')}>
      {token === null && (
        <p className={styles.wrong} role="alert">
          {say('accept.missing')}
        </p>
      )}
      {wrong !== null && (
        <p className={styles.wrong} role="alert">
          {problemWords(wrong, t).title}
        </p>
      )}
      {offer.data !== undefined && (
        <p className={styles.offer}>
          {say('accept.offer', { role: say(`role.${offer.data.role}`) })}{' '}
          {offer.data.ownerId !== null && <b>{offer.data.ownerId}</b>}
        </p>
      )}
      <Form<{ name: string; login: string; password: string }>
        layout="vertical"
        size="large"
        key={offer.data?.name ?? ''}
        initialValues={{ name: offer.data?.name ?? '' }}
        disabled={!offer.isSuccess || accept.isPending}
        onFinish={(input) => accept.mutate(input)}
      >
        <Form.Item name="name" label={say('accept.name')} rules={[required]}>
          <Input autoComplete="name" maxLength={64} />
        </Form.Item>
        <Form.Item name="login" label={say('accept.login')} rules={[required]}>
          <Input autoComplete="username" maxLength={128} />
        </Form.Item>
        <Form.Item
          name="password"
          label={say('accept.password')}
          extra={say('accept.passwordHint')}
          rules={[{ required: true, min: 10, message: say('accept.passwordHint') }]}
        >
          <Input.Password autoComplete="new-password" maxLength={256} />
        </Form.Item>
        <NowButton htmlType="submit" block loading={accept.isPending}>
          {say('accept.submit')}
        </NowButton>
      </Form>
      {ways.data?.oidc === true && token !== null && (
        <>
          <p className={styles.or}>{say('signIn.or')}</p>
          <Button size="large" block loading={elsewhere.isPending} onClick={() => elsewhere.mutate()}>
            {say('signIn.sso')}
          </Button>
        </>
      )}
    </Entrance>
  )
}

/** `/console/accept#token=…`: the fragment never reaches a server's log. */
function takeToken(): string | null {
  const token = new URLSearchParams(window.location.hash.slice(1)).get('token')
  if (token === null) return null
  window.history.replaceState(window.history.state, '', window.location.pathname)
  return token
}

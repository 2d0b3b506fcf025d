import { Button } from 'antd'
import { isRouteErrorResponse, Link, useRouteError } from 'react-router'
import { Empty } from '../../shared/states.tsx'
import { useText } from '../text.ts'

/** No such page. */
export function NotFound() {
  const { say } = useText()
  return (
    <Empty
      title={say('state.notFound')}
      hint={say('state.notFoundHint')}
      action={<Link to="/">{say('state.home')}</Link>}
    />
  )
}

/** A page that threw, or whose file did not come (a new version was installed meanwhile): reloading helps. */
export function Broken() {
  const { say } = useText()
  const error = useRouteError()
  if (isRouteErrorResponse(error) && error.status === 404) return <NotFound />
  const reload = <Button onClick={() => window.location.reload()}>{say('state.reload')}</Button>
  return <Empty title={say('state.crashed')} hint={say('state.crashedHint')} action={reload} />
}

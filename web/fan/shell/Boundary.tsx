import { Component, Suspense, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'react-router'
import { Empty } from '../../shared/states.tsx'
import { Button } from '../parts/Button.tsx'
import { Frame } from './Frame.tsx'
import { Page } from './Page.tsx'

interface CatchingProps {
  /** the page's address: on another one it is tried again */
  readonly at: string
  readonly instead: ReactNode
  readonly children: ReactNode
}

/** A class, because React knows no other boundary. */
class Catching extends Component<CatchingProps, { readonly broken: boolean }> {
  override state = { broken: false }
  static getDerivedStateFromError = () => ({ broken: true })

  override componentDidUpdate(before: CatchingProps, { broken }: { readonly broken: boolean }): void {
    if (broken && before.at !== this.props.at) this.setState({ broken: false })
  }

  override render(): ReactNode {
    return this.state.broken ? this.props.instead : this.props.children
  }
}

/** Instead of a blank page: what can be done about one that threw, or whose file is gone. */
export function Boundary({ children }: { readonly children: ReactNode }) {
  const { pathname } = useLocation()
  return (
    <Catching at={pathname} instead={<Broken at={pathname} />}>
      {children}
    </Catching>
  )
}

/** A part that the page is whole without: nothing stands there until its code came, or where it threw. */
export function Optional({ children }: { readonly children: ReactNode }) {
  const { pathname } = useLocation()
  return (
    <Catching at={pathname} instead={null}>
      <Suspense fallback={null}>{children}</Suspense>
    </Catching>
  )
}

function Broken({ at }: { readonly at: string }) {
  const { t } = useTranslation()
  const reload = (
    <Button look="strong" onClick={() => window.location.reload()}>
      {t('state.reload')}
    </Button>
  )
  return (
    <Frame>
      <Page title={t('brand')} {...(at === '/' ? {} : { back: '/' })}>
        <Empty title={t('state.crashed')} hint={t('state.crashedHint')} action={reload} />
      </Page>
    </Frame>
  )
}

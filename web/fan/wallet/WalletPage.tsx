import { useTranslation } from 'react-i18next'
import { useParams, useSearchParams } from 'react-router'
import { useFan } from '../data/fan.tsx'
import { useClubLive } from '../data/live.ts'
import { Tabs } from '../parts/Tabs.tsx'
import { Frame } from '../shell/Frame.tsx'
import { Page } from '../shell/Page.tsx'
import { Benefits } from './Benefits.tsx'
import { Balance } from './Balance.tsx'
import { Points } from './Points.tsx'

const tabs = ['benefits', 'money', 'points'] as const
type Tab = (typeof tabs)[number]

/** «我的权益» (screens.md Fan 3): what the fan has, his money from red packets, his points. */
export function WalletPage() {
  const { ownerId } = useParams()
  const { t } = useTranslation()
  const [values, setValues] = useSearchParams()
  const tab = tabs.find((one) => one === values.get('tab')) ?? 'benefits'
  return (
    <Frame>
      <Page title={t('wallet.title')} back={ownerId === undefined ? '/' : `/${ownerId}`}>
        {ownerId !== undefined && <Fresh ownerId={ownerId} />}
        <Tabs<Tab>
          label={t('wallet.title')}
          value={tab}
          onChange={(next) => setValues({ tab: next }, { replace: true })}
          items={tabs.map((value) => ({ value, text: t(`wallet.tab.${value}`) }))}
        />
        {tab === 'benefits' && <Benefits ownerId={ownerId ?? null} />}
        {tab === 'money' && <Balance />}
        {tab === 'points' && <Points ownerId={ownerId ?? null} />}
      </Page>
    </Frame>
  )
}

/** Hears what happens in the club from which he came. */
function Fresh({ ownerId }: { readonly ownerId: string }) {
  const { userId } = useFan()
  useClubLive(ownerId, userId)
  return null
}

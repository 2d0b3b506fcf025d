import { Button, Dropdown } from 'antd'
import { useNavigate } from 'react-router'
import { setLanguage } from '../../shared/i18n.ts'
import { setTheme, useTheme, type Theme } from '../../shared/theme.ts'
import { signOut } from '../data/session.ts'
import { Icon } from '../parts/Icon.tsx'
import { useText } from '../text.ts'
import { ClubSwitcher } from './ClubSwitcher.tsx'
import { useSignedIn } from './me-context.ts'
import { SandboxClockFace } from './SandboxClockFace.tsx'
import styles from './TopBar.module.css'

/** Which club, what time it is in a sandbox, language, appearance, who I am. */
export function TopBar({ ownerId }: { readonly ownerId: string | undefined }) {
  return (
    <header className={styles.bar}>
      <ClubSwitcher ownerId={ownerId} />
      <div className={styles.right}>
        <SandboxClockFace />
        <LanguageAndTheme />
        <Account />
      </div>
    </header>
  )
}

/** Switches of language and appearance, also for the pages before sign-in. */
export function LanguageAndTheme() {
  const { say, language } = useText()
  const { theme } = useTheme()
  const other = language === 'en' ? 'zh' : 'en'
  const themes: readonly (readonly [Theme, string])[] = [
    ['system', say('top.themeSystem')],
    ['light', say('top.themeLight')],
    ['dark', say('top.themeDark')],
  ]
  return (
    <>
      <Button
        type="text"
        onClick={() => setLanguage(other)}
        lang={other === 'en' ? 'en' : 'zh-CN'}
        aria-label={other === 'en' ? 'English' : '中文'}
        icon={<Icon name="globe" />}
      >
        <span className={styles.words}>{other === 'en' ? 'English' : '中文'}</span>
      </Button>
      <Dropdown
        trigger={['click']}
        menu={{
          selectedKeys: [theme],
          items: themes.map(([key, label]) => ({ key, label })),
          onClick: ({ key }) => setTheme(key as Theme),
        }}
      >
        <Button type="text" icon={<Icon name="theme" />} aria-label={say('top.theme')} />
      </Dropdown>
    </>
  )
}

function Account() {
  const { say } = useText()
  const me = useSignedIn()
  const navigate = useNavigate()
  const role = say(`role.${me.role}`)
  const name = me.name ?? me.id
  const leave = () => void signOut().then(() => navigate('/sign-in', { replace: true }))
  return (
    <Dropdown trigger={['click']} menu={{ items: [{ key: 'signOut', label: say('top.signOut'), onClick: leave }] }}>
      <Button type="text" aria-label={`${say('top.account')}: ${name}, ${role}`} icon={<Icon name="person" />}>
        <span className={styles.who}>
          <b>{name}</b>
          <small>{role}</small>
        </span>
      </Button>
    </Dropdown>
  )
}

import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { DrawRecord } from '../../src/contract/campaigns.ts'
import { isRemoved, isSalt, numberOf, ownOf, type Own } from './record.ts'
import styles from './Draws.module.css'

/** A fan looks for his own entry; all of it happens in his browser. */
export function Mine({ record }: { readonly record: DrawRecord }) {
  const { t } = useTranslation()
  const [own, setOwn] = useState<Own>(() => ownOf(window.location.hash))
  const [asked, setAsked] = useState<Own | null>(() => (isSalt(own.salt) && own.userId !== '' ? own : null))
  const find = (event: FormEvent): void => {
    event.preventDefault()
    setAsked(own)
  }
  const field = (name: keyof Own, key: string) => (
    <label>
      <span>{t(`draws.mine.${key}`)}</span>
      <input
        value={own[name]}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => setOwn({ ...own, [name]: event.target.value.trim() })}
      />
    </label>
  )
  return (
    <section className={styles.card}>
      <h2>{t('draws.mine.title')}</h2>
      <p>{t('draws.mine.text')}</p>
      <form className={styles.form} onSubmit={find}>
        {field('userId', 'user')}
        {field('salt', 'salt')}
        {field('nonce', 'nonce')}
        <button type="submit" disabled={own.userId === '' || own.salt === ''}>
          {t('draws.mine.find')}
        </button>
      </form>
      <p role="status" className={styles.found}>
        {asked !== null && <Found record={record} own={asked} />}
      </p>
    </section>
  )
}

function Found({ record, own }: { readonly record: DrawRecord; readonly own: Own }) {
  const { t } = useTranslation()
  if (!isSalt(own.salt)) return t('draws.mine.badSalt')
  if (record.entriesRoot === null) return t('draws.mine.closedLater')
  const number = numberOf(record, own)
  if (number < 0) return t(isRemoved(record, own) ? 'draws.mine.removed' : 'draws.mine.absent')
  if (record.seed === null) return t('draws.mine.listed', { n: number })
  const won = record.winners.filter(({ entry }) => entry === number)
  if (won.length === 0) return t('draws.mine.lost', { n: number })
  const prize = won.map((each) => record.prizes[each.prize]?.name ?? '').join(', ')
  return <b>{t('draws.mine.won', { n: number, prize })}</b>
}

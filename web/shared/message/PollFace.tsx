import { useId, useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { PollOption, PollView } from '../../../src/contract/polls.ts'
import { formatDateTime, formatNumber } from '../format.ts'
import { Icon } from '../Icon.tsx'
import { Card } from './Card.tsx'
import type { MessageFace } from './MessageBody.tsx'
import styles from './PollFace.module.css'
import { ProductFace } from './ProductFace.tsx'

/** What a member can do: choose (all that he chooses, instead of before), and suggest in a call. */
export interface PollActs {
  readonly busy: boolean
  readonly onVote: (options: readonly number[]) => void
  /** null: no more from him, or it is no call */
  readonly onSuggest: ((text: string) => void) | null
}

const icons = { poll: 'check', productVote: 'bag', topicCall: 'comment', musicCall: 'music' } as const
const suggestionMost = 60

/** A poll, a vote on new products, a call for topics or music: what is asked, what can be chosen, how it stands where that is shown. */
export function PollFace({ message, acts }: { readonly message: MessageFace; readonly acts: PollActs | undefined }) {
  const { t } = useTranslation()
  const { poll } = message
  const kind = message.kind as PollView['kind']
  return (
    <Card icon={icons[kind]} title={t(`message.${kind}`)}>
      {poll === undefined ? <p>{message.text ?? t('message.unknown')}</p> : <Poll poll={poll} acts={acts} />}
    </Card>
  )
}

function Poll({ poll, acts }: { readonly poll: PollView; readonly acts: PollActs | undefined }) {
  const { t, i18n } = useTranslation()
  const id = useId()
  const { status, closesAt, mine, choicesMost, voters, options } = poll
  const open = status === 'open'
  const [chosen, setChosen] = useState<readonly number[] | null>(null)
  const shown = chosen ?? mine?.options ?? []
  const choose = (option: number) => {
    const without = shown.filter((one) => one !== option)
    const next =
      without.length < shown.length ? without : choicesMost === 1 ? [option] : [...shown, option].slice(-choicesMost)
    if (choicesMost > 1) return setChosen(next)
    acts?.onVote(next)
  }
  const changed = chosen !== null && chosen.join() !== (mine?.options ?? []).join()
  const end = closesAt ?? null
  return (
    <>
      <p id={id} className={styles.question}>
        {poll.question}
      </p>
      <ul className={styles.options} aria-labelledby={id}>
        {options
          .filter(({ text }) => text !== null)
          .map((option) => (
            <li key={option.option}>
              <Option
                option={option}
                voters={voters}
                mine={shown.includes(option.option)}
                onChoose={open && acts !== undefined && !acts.busy ? () => choose(option.option) : undefined}
              />
            </li>
          ))}
      </ul>
      {options.length === 0 && <p className={styles.small}>{t('message.noSuggestions')}</p>}
      {changed && acts !== undefined && (
        <button
          type="button"
          className={styles.vote}
          disabled={acts.busy}
          onClick={() => {
            acts.onVote(chosen)
            setChosen(null)
          }}
        >
          {t('message.vote')}
        </button>
      )}
      {open && acts?.onSuggest != null && <Suggest busy={acts.busy} onSuggest={acts.onSuggest} />}
      <p className={styles.facts}>
        {[
          t('message.voters', { count: voters, n: formatNumber(voters, i18n.language) }),
          choicesMost > 1 ? t('message.choices', { count: choicesMost }) : '',
          open
            ? end === null
              ? ''
              : t('message.pollUntil', { at: formatDateTime(end, i18n.language) })
            : t('message.pollOver'),
        ]
          .filter((words) => words !== '')
          .map((words) => (
            <span key={words}>{words}</span>
          ))}
      </p>
    </>
  )
}

interface OptionProps {
  readonly option: PollOption
  readonly voters: number
  readonly mine: boolean
  readonly onChoose: (() => void) | undefined
}

function Option({ option, voters, mine, onChoose }: OptionProps) {
  const { t, i18n } = useTranslation()
  const { text, product, votes, picked } = option
  const share = votes === null ? 0 : votes / Math.max(1, voters, votes)
  return (
    <button
      type="button"
      className={styles.option}
      aria-pressed={mine}
      disabled={onChoose === undefined}
      onClick={onChoose}
    >
      <span className={styles.bar} style={{ width: `${share * 100}%` }} aria-hidden="true" />
      <span className={styles.words}>
        {product === undefined ? (
          text
        ) : (
          <ProductFace product={{ ...product, name: product.name ?? text ?? product.productId }} />
        )}
        {picked && <b className={styles.picked}>{t('message.picked')}</b>}
      </span>
      {mine && <Icon name="check" size={1} />}
      {votes !== null && <span className={styles.votes}>{formatNumber(votes, i18n.language)}</span>}
    </button>
  )
}

function Suggest({ busy, onSuggest }: { readonly busy: boolean; readonly onSuggest: (text: string) => void }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const words = text.trim()
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (words === '') return
    onSuggest(words)
    setText('')
  }
  return (
    <form className={styles.suggest} onSubmit={send}>
      <input
        value={text}
        maxLength={suggestionMost}
        placeholder={t('message.suggest')}
        aria-label={t('message.suggest')}
        onChange={(event) => setText(event.target.value)}
      />
      <button type="submit" disabled={busy || words === ''}>
        {t('message.suggestSend')}
      </button>
    </form>
  )
}

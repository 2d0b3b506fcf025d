import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { readVoucherCode } from '../../../src/lib/voucher-code.ts'
import { Button } from '../parts/Button.tsx'
import { TextInput } from '../parts/TextInput.tsx'
import styles from './PhraseField.module.css'
import { phraseIn } from './phrase-in.ts'

/** «输入群口令»: a pass-phrase, alone or with the words it was pasted with, opens its group's card (GRP-5). */
export function PhraseField() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [typed, setTyped] = useState('')
  const [wrong, setWrong] = useState(false)
  const open = (event: FormEvent) => {
    event.preventDefault()
    const phrase = phraseIn(typed, readVoucherCode)
    setWrong(phrase === null)
    if (phrase !== null) void navigate(`/g/${phrase}`)
  }
  return (
    <form className={styles.form} onSubmit={open}>
      <TextInput
        value={typed}
        maxLength={500}
        placeholder={t('groups.phrase')}
        aria-label={t('groups.phrase')}
        aria-invalid={wrong}
        autoCapitalize="characters"
        autoComplete="off"
        onChange={(event) => {
          setTyped(event.target.value)
          setWrong(false)
        }}
      />
      <Button type="submit" disabled={typed.trim() === ''}>
        {t('groups.phraseOpen')}
      </Button>
      {wrong && (
        <p className={styles.wrong} role="alert">
          {t('groups.phraseWrong')}
        </p>
      )}
    </form>
  )
}

import { Button } from 'antd'
import { useText } from '../text.ts'
import { Note } from './Wrong.tsx'

/** The card in hand was decided by another: nothing is taken up before he says so. */
export function DecidedElsewhere({ onNext }: { readonly onNext: () => void }) {
  const { say } = useText()
  return (
    <>
      <div role="alert">
        <Note title={say('reviews.elsewhere')}>{say('reviews.elsewhereHint')}</Note>
      </div>
      <div>
        <Button size="large" onClick={onNext}>
          {say('reviews.toNext')}
        </Button>
      </div>
    </>
  )
}

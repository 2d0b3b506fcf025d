import { expect, test } from 'vitest'
import { describeWorld } from '../../test/support/club.ts'

describeWorld('a node whose store became another', (w) => {
  const becomeAnother = (name: string) =>
    w.db.query(`update setting set value = to_jsonb($1::text) where key = 'storeId'`, [name])

  test('TASK-10: what was remembered is forgotten, which is no conflict: the next batches trust what they read', async () => {
    await w.join('ann')
    expect(await w.outcome(w.commented('ann'))).toEqual(['applied 5'])
    await becomeAnother('a backup that was restored')
    const { ingestor } = w.node.engine
    const before = ingestor.cache()
    expect(await w.outcome(w.commented('ann'))).toEqual(['applied 5'])
    expect(await w.outcome(w.commented('ann'))).toEqual(['applied 5'])
    expect(ingestor.cache().conflicts).toBe(before.conflicts)
    expect(ingestor.cache().hits).toBeGreaterThan(before.hits)
  })

  test('LVL-4: the rules are those of the store that is there, though another’s had the same number', async () => {
    const named = async () => (await w.node.engine.app.rules()).versions.at(-1)?.limits.lateDays
    expect(await named()).toBe(7)
    await w.join('ann')
    await w.db.query(`update rule_set set body = jsonb_set(body, '{limits,lateDays}', '3')`)
    await becomeAnother('a restored backup with other rules')
    expect(await w.outcome(w.commented('ann', { at: w.now() - 4 * 86_400_000 }))).toEqual(['rejected event_too_old'])
    expect(await named()).toBe(3)
  })
})

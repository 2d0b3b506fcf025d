/** A process of its own for tests: holds a data folder (`lock`) or runs an embedded store in it (`store`) until it is killed. */
import { lockDataFolder } from '../../src/infra/data-lock.ts'
import { openEmbedded } from '../../src/infra/embedded.ts'

const [kind, folder = ''] = process.argv.slice(2)
const quiet = () => undefined
const log = { debug: quiet, info: quiet, warn: quiet, error: quiet }

async function writeWithoutEnd(): Promise<void> {
  const { db } = await openEmbedded(folder, log)
  await db.exec('create table if not exists acked (n int primary key)')
  const [row] = await db.query<{ last: number | null }>('select max(n) as last from acked')
  console.log('held')
  for (let n = (row?.last ?? 0) + 1; ; n += 1) {
    await db.transaction((tx) => tx.query('insert into acked values ($1)', [n]))
    console.log(`acked ${n}`)
  }
}

try {
  if (kind === 'lock') {
    await lockDataFolder(folder)
    console.log('held')
    setInterval(quiet, 1000)
  } else {
    await writeWithoutEnd()
  }
} catch (error) {
  console.log(`refused ${(error as Error).message}`)
  process.exit(3)
}

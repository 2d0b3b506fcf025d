import { once } from 'node:events'
import { connect, createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { patience } from './patience.ts'

/** Stands still, as a process without a processor does. */
function standStill(milliseconds: number): void {
  const until = performance.now() + milliseconds
  while (performance.now() < until);
}

test('F12: answers that lie unread while the process stands still are not taken for none', async () => {
  const server = createServer((socket) =>
    socket.on('data', (part) => {
      standStill(200)
      socket.write(part)
    }),
  )
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  await once(socket, 'connect')
  try {
    const heard = await new Promise<string>((resolve) => {
      const stop = patience(240, () => resolve('nothing'))
      // two questions, one after the other: each answer is there in less than the wait, both together are not
      socket.write('1')
      socket.on('data', (part) => {
        standStill(200)
        if (part.toString() === '1') return void socket.write('2')
        stop()
        resolve(part.toString())
      })
    })
    expect(heard).toBe('2')
  } finally {
    socket.destroy()
    server.close()
  }
})

test('F12: where nothing comes the wait ends', async () => {
  const begun = performance.now()
  await new Promise<void>((resolve) => void patience(60, resolve))
  expect(performance.now() - begun).toBeGreaterThanOrEqual(50)
})

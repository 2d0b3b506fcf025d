import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

test('every setting has a default (api.md "Running")', () => {
  const reading = readConfig({})
  expect(reading).toMatchObject({
    kind: 'config',
    config: {
      port: 8787,
      host: '127.0.0.1',
      databaseUrl: null,
      dataFolder: `${process.cwd()}/data`,
      secretKey: null,
      sandbox: false,
      demo: null,
      timeZone: 'Asia/Shanghai',
      natsUrl: null,
      webhookNetworks: [],
      natsCredsFile: null,
      logLevel: 'info',
      traces: false,
      edge: { publicUrl: null, trustProxy: [], issuer: null, oidc: null },
      unknownNames: [],
    },
  })
})

test('values are read, spaces and an empty value are none', () => {
  const reading = readConfig({
    PORT: ' 0 ',
    HOST: '',
    DATABASE_URL: 'postgresql://u:p@db/t',
    TIEFEN_DATA: '/var/lib/tiefen',
    TIEFEN_DEMO: '0',
    TIEFEN_SANDBOX: '1',
    TIEFEN_PUBLIC_URL: 'https://fans.example/',
    TIEFEN_TRUST_PROXY: '10.0.0.0/8, ::1',
    TIEFEN_OIDC_ISSUER: 'https://id.example',
    TIEFEN_OIDC_CLIENT_ID: 'tiefen',
    TIEFEN_OIDC_AUDIENCE: 'api',
    TIEFEN_OIDC_JWKS_URL: 'https://id.example/keys',
    TIEFEN_SANDBX: '1',
  })
  expect(reading).toMatchObject({
    config: {
      port: 0,
      host: '127.0.0.1',
      databaseUrl: 'postgresql://u:p@db/t',
      dataFolder: '/var/lib/tiefen',
      demo: false,
      sandbox: true,
      edge: {
        publicUrl: 'https://fans.example',
        trustProxy: ['10.0.0.0/8', '::1'],
        oidc: { clientId: 'tiefen', clientSecret: null },
        issuer: { audience: 'api', idClaim: 'sub' },
      },
      unknownNames: ['TIEFEN_SANDBX'],
    },
  })
})

test('where the fault suite lets a process end is a name and a count', () => {
  const crashAt = (value: string) => {
    const reading = readConfig({ TIEFEN_CRASH_AT: value })
    return reading.kind === 'config' ? reading.config.crashAt : reading.problems.length
  }
  expect(crashAt('')).toBe(null)
  expect(crashAt('batch.committed:12')).toEqual({ name: 'batch.committed', nth: 12 })
  expect(['batch.committed', 'batch.committed:0', ':1', 'x:1:2'].map(crashAt)).toEqual([1, 1, 1, 1])
})

test('every bad value is one line, and secrets are not repeated', () => {
  const bad = {
    PORT: '65536',
    DATABASE_URL: 'mysql://root:canary@db',
    TIEFEN_WEBHOOK_NETWORKS: '10.0.0.0/8,10.0.0.0/33',
    TIEFEN_SECRET_KEY: 'canary',
    TIEFEN_SANDBOX: 'yes',
    TIEFEN_TIME_ZONE: 'Mars/Olympus',
    TIEFEN_CACHE_PEOPLE: 'many',
    TIEFEN_LOG_LEVEL: 'loud',
    TIEFEN_TRUST_PROXY: 'anyone',
    TIEFEN_PUBLIC_URL: 'fans.example',
    TIEFEN_OIDC_ISSUER: 'http://id.example',
    TIEFEN_OIDC_AUDIENCE: 'api',
    TIEFEN_OIDC_CLIENT_SECRET: 'canary',
  }
  const reading = readConfig(bad)
  const lines = reading.kind === 'problems' ? reading.problems : []
  expect(lines.map((line) => line.split(':')[0])).toEqual([
    'PORT',
    'DATABASE_URL',
    'TIEFEN_SECRET_KEY',
    'TIEFEN_SANDBOX',
    'TIEFEN_TIME_ZONE',
    'TIEFEN_CACHE_PEOPLE',
    'TIEFEN_WEBHOOK_NETWORKS',
    'TIEFEN_LOG_LEVEL',
    'TIEFEN_OIDC_ISSUER',
    'TIEFEN_PUBLIC_URL',
    'TIEFEN_TRUST_PROXY',
    'TIEFEN_OIDC_CLIENT_SECRET',
    'TIEFEN_OIDC_AUDIENCE',
  ])
  expect(lines.join('\n')).not.toContain('canary')
})

test('TASK-10: a time zone is one zone: what stands for several is none', () => {
  const read = (value: string) => {
    const reading = readConfig({ TIEFEN_TIME_ZONE: value })
    return reading.kind === 'config' ? reading.config.timeZone : reading.problems.map((line) => line.split(':')[0])
  }
  for (const wrong of ['CST', 'BST', 'IST', 'Asia/Nowhere', '8'])
    expect([wrong, read(wrong)]).toEqual([wrong, ['TIEFEN_TIME_ZONE']])
  expect(['Asia/Shanghai', 'asia/shanghai', 'PRC', 'Europe/Berlin', 'UTC'].map(read)).toEqual([
    ...Array.from({ length: 3 }, () => 'Asia/Shanghai'),
    'Europe/Berlin',
    'UTC',
  ])
})

test('PLT-1: proxies that are believed are addresses and networks that there are', () => {
  const read = (value: string) => {
    const reading = readConfig({ TIEFEN_TRUST_PROXY: value })
    return reading.kind === 'config' ? reading.config.edge.trustProxy : reading.problems
  }
  expect(read('10.0.0.0/8,192.168.1.1, fd00::/8')).toEqual(['10.0.0.0/8', '192.168.1.1', 'fd00::/8'])
  for (const wrong of ['10.0.0.0/33', '999.1.1.1', '::1/129', '10.0.0.0/8/8', '10.0.0.1,', 'beef'])
    expect([wrong, read(wrong)]).toEqual([wrong, [expect.stringMatching(/^TIEFEN_TRUST_PROXY: /)]])
})

test('PLT-2: a broker’s address says who signs in so that it can be read, and is never shown', () => {
  const read = (value: string) => {
    const reading = readConfig({ NATS_URL: value })
    return reading.kind === 'config' ? reading.config.natsUrl : reading.problems.map((line) => line.split(':')[0])
  }
  expect(read('nats://u:a%20b@one:4222, tls://two')).toBe('nats://u:a%20b@one:4222,tls://two')
  for (const wrong of ['nats://u:100%@one', 'nats://%zz@one', 'nats://one,nats://u:%ff@two', 'http://one'])
    expect([wrong, read(wrong)]).toEqual([wrong, ['NATS_URL']])
  expect(JSON.stringify(readConfig({ NATS_URL: 'nats://u:canary%@one' }))).not.toContain('canary')
})

test('a port is a whole number in range', () => {
  for (const port of ['-1', '80.5', '0x50', '99999', 'http'])
    expect(readConfig({ PORT: port })).toMatchObject({ kind: 'problems' })
  for (const port of ['0', '1', '65535'])
    expect(readConfig({ PORT: port })).toMatchObject({ config: { port: Number(port) } })
})

test('GRP-8: servers that help devices meet are lists of addresses, TURN with its secret', () => {
  const read = (env: Readonly<Record<string, string>>) => {
    const reading = readConfig(env)
    return reading.kind === 'config' ? reading.config.relays : reading.problems.map((line) => line.split(':')[0])
  }
  expect(read({})).toEqual({ stunUrls: [], turnUrls: [], turnSecret: null })
  const turn = {
    TIEFEN_TURN_URLS: 'turn:t.example:3478?transport=udp, turns:[2001:db8::1]:5349?transport=tcp',
    TIEFEN_TURN_SECRET: 'canary',
  }
  expect(read({ TIEFEN_STUN_URLS: 'stun:t.example:3478,stuns:t.example', ...turn })).toEqual({
    stunUrls: ['stun:t.example:3478', 'stuns:t.example'],
    turnUrls: ['turn:t.example:3478?transport=udp', 'turns:[2001:db8::1]:5349?transport=tcp'],
    turnSecret: 'canary',
  })
  for (const wrong of [
    'https://t.example',
    'turn:t.example',
    'stun:',
    'stun:t.example?transport=udp',
    'stun:a,,stun:b',
  ])
    expect([wrong, read({ TIEFEN_STUN_URLS: wrong })]).toEqual([wrong, ['TIEFEN_STUN_URLS']])
  for (const wrong of ['stun:t.example', 'turn:t.example?transport=sctp', 'turn:u:p@t.example'])
    expect([wrong, read({ ...turn, TIEFEN_TURN_URLS: wrong })]).toEqual([wrong, ['TIEFEN_TURN_URLS']])
  for (const [name, value] of Object.entries(turn)) expect(read({ [name]: value })).toEqual([name])
})

test('GRP-8: media lie in a folder of the data, or in the bucket that is told of wholly', () => {
  const read = (env: Readonly<Record<string, string>>) => readConfig({ TIEFEN_DATA: '/data', ...env })
  expect(read({})).toMatchObject({
    config: { media: { folder: '/data/media', workFolder: '/data/uploads', s3: null, ffmpeg: { searchPath: '' } } },
  })
  expect(read({ TIEFEN_FFMPEG: '0', TIEFEN_MEDIA: '/shared' })).toMatchObject({
    config: { media: { folder: '/shared', ffmpeg: 'none' } },
  })
  const bucket = {
    TIEFEN_S3_ENDPOINT: 'https://s3.example/',
    TIEFEN_S3_BUCKET: 'b',
    TIEFEN_S3_ACCESS_KEY: 'a',
    TIEFEN_S3_SECRET_KEY: 's',
  }
  expect(read({ ...bucket, TIEFEN_S3_PATH_STYLE: '1', TIEFEN_S3_PREFIX: 'x/' })).toMatchObject({
    config: {
      media: {
        s3: { endpoint: 'https://s3.example', bucket: 'b', region: 'us-east-1', pathStyle: true, prefix: 'x/' },
      },
    },
  })
  const { TIEFEN_S3_SECRET_KEY: _left, ...half } = bucket
  expect(read(half)).toMatchObject({ kind: 'problems' })
  expect(read({ TIEFEN_S3_BUCKET: 'b' })).toMatchObject({ kind: 'problems' })
  expect(read({ ...bucket, TIEFEN_S3_PREFIX: '../x' })).toMatchObject({ kind: 'problems' })
})

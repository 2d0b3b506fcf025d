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
      logLevel: 'info',
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

test('every bad value is one line, and secrets are not repeated', () => {
  const bad = {
    PORT: '65536',
    DATABASE_URL: 'mysql://root:canary@db',
    TIEFEN_SECRET_KEY: 'canary',
    TIEFEN_SANDBOX: 'yes',
    TIEFEN_TIME_ZONE: 'Mars/Olympus',
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
    'TIEFEN_LOG_LEVEL',
    'TIEFEN_OIDC_ISSUER',
    'TIEFEN_PUBLIC_URL',
    'TIEFEN_TRUST_PROXY',
    'TIEFEN_OIDC_CLIENT_SECRET',
    'TIEFEN_OIDC_AUDIENCE',
  ])
  expect(lines.join('\n')).not.toContain('canary')
})

test('a port is a whole number in range', () => {
  for (const port of ['-1', '80.5', '0x50', '99999', 'http'])
    expect(readConfig({ PORT: port })).toMatchObject({ kind: 'problems' })
  for (const port of ['0', '1', '65535'])
    expect(readConfig({ PORT: port })).toMatchObject({ config: { port: Number(port) } })
})

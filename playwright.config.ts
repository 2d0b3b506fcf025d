import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

// Debian's Chromium, or the one that npm test found; else Playwright's own.
const chromium = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium'].find(
  (path) => path !== undefined && existsSync(path),
)

// Tests start their own servers (test/support/server.ts). A test that passes only when tried again hides a race, so nothing is tried again.
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      // In a container, and as root, Chromium has no sandbox of its own; it only meets our pages.
      args: ['--no-sandbox'],
    },
  },
  projects: [
    {
      name: 'phone',
      testMatch: /\.phone\.spec\.ts$/,
      use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
    },
    { name: 'desktop', testMatch: /(?<!\.phone)\.spec\.ts$/, use: { viewport: { width: 1440, height: 900 } } },
  ],
})

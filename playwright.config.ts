import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'

// The one that npm test found, or Debian's (without a window it draws a fifth faster); else Playwright's own.
const chromium = [process.env['CHROMIUM_PATH'], '/usr/bin/chromium-headless-shell', '/usr/bin/chromium'].find(
  (path) => path !== undefined && existsSync(path),
)

// Tests start their own servers (test/support/server.ts). A test that passes only when tried again hides a race, so nothing is tried again.
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  // each worker has a server (its files share it, and its clock) and a browser of its own, and waits for both half of its time
  workers: 2,
  retries: 0,
  forbidOnly: true,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    // A trace pictures every step of every test, failed or not: a sixth of the time. `npx playwright test --trace on FILE` when one is wanted.
    screenshot: 'only-on-failure',
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
    {
      name: 'desktop',
      testMatch: /(?<!\.phone)\.spec\.ts$/,
      use: {
        viewport: { width: 1440, height: 900 },
        // A menu that still opens is not under the pointer between its going down and up, where only a script is quick enough to be.
        contextOptions: { reducedMotion: 'reduce' },
      },
    },
  ],
})

// Runs the specs against the release build in dist/, served under a sub-path as a project
// page on a static host is. CHROMIUM names the browser; nothing is downloaded.
import { defineConfig } from '@playwright/test'
import { HOST_PORT } from './hosts.mjs'
import { BASE, PORT } from './serve.mjs'

export default defineConfig({
  testDir: 'specs',
  fullyParallel: true,
  workers: 2,
  // A machine that does other things meanwhile can lose a race that the reader of a page
  // never would. What needs its second try is named as flaky at the end.
  retries: 1,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  use: {
    baseURL: `http://127.0.0.1:${PORT}${BASE}`,
    launchOptions: {
      executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    },
    trace: 'retain-on-failure',
  },
  // Two Firefoxes at once gain nothing over one that stays open.
  projects: [
    { name: 'chromium', testIgnore: 'firefox.spec.mjs' },
    { name: 'firefox', testMatch: 'firefox.spec.mjs', workers: 1, fullyParallel: false },
  ],
  webServer: [
    { command: 'node serve.mjs', url: `http://127.0.0.1:${PORT}${BASE}`, reuseExistingServer: false },
    { command: 'node hosts.mjs', url: `http://127.0.0.1:${HOST_PORT}/plain/`, reuseExistingServer: false },
  ],
})

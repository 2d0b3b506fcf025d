import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, loadEnv, type Plugin } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))
const page = (name: string) => fileURLToPath(new URL(`${name}.html`, import.meta.url))

/** In development the same addresses work as on the server: /fan/… is fan.html, and so on. */
function pagesInDevelopment(): Plugin {
  return {
    name: 'tiefen-pages',
    configureServer(server) {
      server.middlewares.use((request, _response, next) => {
        const found = /^\/(fan|console|draws)(\/[^.]*)?(\?.*)?$/.exec(request.url ?? '')
        if (found) request.url = `/${found[1]}.html`
        next()
      })
    },
  }
}

/** Packages that one page needs and another must not load: each gets its own file. */
function chunkOf(id: string): string | undefined {
  if (!id.includes('/node_modules/')) return undefined
  if (/\/node_modules\/(react|react-dom|scheduler|react-router|cookie|set-cookie-parser)\//.test(id)) return 'react'
  if (/\/node_modules\/(i18next|react-i18next|@tanstack|openapi-fetch)\//.test(id)) return 'kit'
  return undefined
}

/** Where `vite` sends API calls: a running `npm start`, or `TIEFEN_DEV_SERVER`. */
const server = loadEnv('development', root, 'TIEFEN_')['TIEFEN_DEV_SERVER'] ?? 'http://127.0.0.1:8787'
const proxied = ['/v1', '/demo', '/auth', '/hooks', '/instance.js', '/openapi.json', '/healthz', '/readyz']

export default defineConfig({
  root,
  appType: 'mpa',
  plugins: [react(), pagesInDevelopment()],
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    target: 'es2023',
    rolldownOptions: {
      input: { index: page('index'), fan: page('fan'), console: page('console'), draws: page('draws') },
      output: { manualChunks: chunkOf },
    },
  },
  server: {
    port: 5173,
    proxy: Object.fromEntries(proxied.map((path) => [path, { target: server, changeOrigin: false }])),
  },
})

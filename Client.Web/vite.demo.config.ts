import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { webSocketOnly } from './build/web-socket-only.js';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const gateway = process.env['GATEWAY'] ?? 'http://localhost:5080';

export default defineConfig({
  plugins: [webSocketOnly()],
  root: here('./demo'),
  resolve: { alias: { '@notifications/client': here('./src/index.ts') } },
  server: {
    proxy: {
      '/demo': gateway,
      '/hub': { target: gateway, ws: true },
    },
  },
  build: {
    target: 'es2022',
    outDir: here('../Gateway/wwwroot'),
    emptyOutDir: true,
    // The gateway's policy is `default-src 'self'`: an inlined asset would be a data: address, and refused.
    assetsInlineLimit: 0,
    rolldownOptions: {
      input: {
        index: here('./demo/index.html'),
        issue: here('./demo/issue.html'),
        page: here('./demo/page.html'),
      },
    },
  },
});

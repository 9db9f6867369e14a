import { defineConfig } from 'vite';
import { webSocketOnly } from './build/web-socket-only.js';

export default defineConfig({
  plugins: [webSocketOnly()],
  build: {
    target: 'es2022',
    sourcemap: true,
    lib: {
      entry: 'src/index.ts',
      name: 'Notifications',
      formats: ['es', 'iife'],
      fileName: (format) => (format === 'es' ? 'notifications.js' : 'notifications.iife.js'),
    },
    // Vite leaves the white space in ES libraries; this one is also loaded as it is.
    rolldownOptions: { output: { minify: true } },
  },
});

import { defineConfig, type LibraryOptions } from 'vite';
import { webSocketOnly } from './build/web-socket-only.js';

// A script tag can't share modules between its files, so each of them is a build of its own.
const builds: Record<string, LibraryOptions> = {
  production: {
    entry: 'src/index.ts',
    formats: ['es'],
    fileName: () => 'notifications.js',
  },
  script: {
    entry: 'src/script.ts',
    name: 'Notifications',
    formats: ['iife'],
    fileName: () => 'notifications.iife.js',
  },
  'script-inbox': {
    entry: 'src/inbox.ts',
    name: 'NotificationsInbox',
    formats: ['iife'],
    fileName: () => 'notifications-inbox.iife.js',
  },
  'script-viewers': {
    entry: 'src/viewers.ts',
    name: 'NotificationsViewers',
    formats: ['iife'],
    fileName: () => 'notifications-viewers.iife.js',
  },
};

export default defineConfig(({ mode }) => ({
  plugins: [webSocketOnly()],
  // Else the mode decides which of Lit's files is taken.
  define: { 'process.env.NODE_ENV': '"production"' },
  build: {
    target: 'es2022',
    sourcemap: true,
    emptyOutDir: mode === 'production',
    lib: builds[mode] ?? false,
    rolldownOptions: {
      // The inbox takes what it shares with the first file from there, so that a page loads one file until it is opened.
      preserveEntrySignatures: 'allow-extension',
      // Vite leaves the white space in ES libraries; this one is also loaded as it is.
      output: { minify: true, chunkFileNames: 'notifications-[name].js' },
    },
  },
}));

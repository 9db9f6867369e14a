import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

// The first is loaded with every page; the inbox when somebody opens it, the viewers when the gateway tells of some. Those of a script
// tag have Lit of their own.
const limits = {
  'notifications.js': 30_000,
  'notifications.iife.js': 30_000,
  'notifications-inbox.js': 20_000,
  'notifications-inbox.iife.js': 30_000,
  'notifications-viewers.js': 3_000,
  'notifications-viewers.iife.js': 12_000,
};
let failed = false;

for (const [name, limit] of Object.entries(limits)) {
  const file = readFileSync(new URL(`../dist/${name}`, import.meta.url));
  const bytes = gzipSync(file, { level: 9 }).length;
  const fits = bytes < limit;
  failed ||= !fits;
  console.log(`${fits ? 'ok  ' : 'FAIL'} ${name}: ${(bytes / 1000).toFixed(1)} kB gzipped (limit ${limit / 1000} kB)`);
}

process.exitCode = failed ? 1 : 0;

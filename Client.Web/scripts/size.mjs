import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const limit = 30_000;
let failed = false;

for (const name of ['notifications.js', 'notifications.iife.js']) {
  const file = readFileSync(new URL(`../dist/${name}`, import.meta.url));
  const bytes = gzipSync(file, { level: 9 }).length;
  const fits = bytes < limit;
  failed ||= !fits;
  console.log(`${fits ? 'ok  ' : 'FAIL'} ${name}: ${(bytes / 1000).toFixed(1)} kB gzipped (limit ${limit / 1000} kB)`);
}

process.exitCode = failed ? 1 : 0;

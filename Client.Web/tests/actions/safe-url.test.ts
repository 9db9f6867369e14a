import { describe, expect, it } from 'vitest';
import { safeUrl } from '../../src/actions/safe-url.js';

const origin = 'https://jira.example.org';

describe('safeUrl', () => {
  it.each([
    ['/browse/DEMO-1', 'https://jira.example.org/browse/DEMO-1', true],
    ['/', 'https://jira.example.org/', true],
    ['/a?b=//c&d=@e#@f', 'https://jira.example.org/a?b=//c&d=@e#@f', true],
    ['https://jira.example.org/browse/DEMO-1', 'https://jira.example.org/browse/DEMO-1', true],
    ['HTTPS://JIRA.example.org/x', 'https://jira.example.org/x', true],
    ['http://jira.example.org/', 'http://jira.example.org/', false],
    ['https://jira.example.org:8443/', 'https://jira.example.org:8443/', false],
    ['https://wiki.example.org/x', 'https://wiki.example.org/x', false],
    ['https://wiki.example.org/@anna', 'https://wiki.example.org/@anna', false],
    ['https://jira.example.org.evil.example/', 'https://jira.example.org.evil.example/', false],
  ])('lets %j through', (text, href, sameOrigin) => {
    expect(safeUrl(text, origin)).toMatchObject({ href, sameOrigin });
  });

  it.each([
    ['a script', 'javascript:alert(1)'],
    ['a script in capitals', 'JaVaScRiPt:alert(1)'],
    ['a script behind a space', ' javascript:alert(1)'],
    ['a script behind a control', '\u0001javascript:alert(1)'],
    ['a tab in the scheme', 'java\tscript:alert(1)'],
    ['a new line in the scheme', 'java\nscript:alert(1)'],
    ['a carriage return in the scheme', 'ht\rtps://evil.example'],
    ['data', 'data:text/html,<script>alert(1)</script>'],
    ['vbscript', 'vbscript:msgbox(1)'],
    ['blob', 'blob:https://jira.example.org/1'],
    ['a file', 'file:///etc/passwd'],
    ['another program', 'mailto:anna@example.org'],
    ['a scheme-relative host', '//evil.example'],
    ['a slash and a back slash', '/\\evil.example'],
    ['two back slashes', '\\\\evil.example'],
    ['a back slash and a slash', '\\/evil.example'],
    ['a tab between the slashes', '/\t/evil.example'],
    ['a new line between the slashes', '/\n/evil.example'],
    ['a back slash in the authority', 'https://jira.example.org\\@evil.example'],
    ['a user', 'https://good@evil.example'],
    ['a user and a password', 'https://good:x@evil.example/'],
    ['an empty user', 'https://@evil.example/'],
    ['one slash', 'https:/evil.example'],
    ['no slash', 'https:evil.example'],
    ['three slashes', 'https:///evil.example'],
    ['no host', 'https://'],
    ['an impossible port', 'https://evil.example:99999/'],
    ['a relative path', 'browse/DEMO-1'],
    ['a query only', '?a=b'],
    ['nothing', ''],
    ['a right-to-left override', 'https://evil.example/\u202egpj.exe'],
    ['a zero-width space', 'https://jira\u200b.example.org/'],
    ['too much', `/${'a'.repeat(2_048)}`],
  ])('refuses %s', (_, text) => {
    expect(safeUrl(text, origin)).toBeUndefined();
  });

  it('shows an international host in ASCII, so that look-alikes show', () => {
    expect(safeUrl('https://jirа.example.org/', origin)?.host).toMatch(/^xn--/);
  });
});

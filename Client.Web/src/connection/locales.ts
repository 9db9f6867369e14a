const most = 5;

/** The languages of the page, then those of its reader, best first. */
export function preferredLocales(): string[] {
  const locales = [document.documentElement.lang, ...navigator.languages].filter((locale) => locale !== '');
  return [...new Set(locales)].slice(0, most);
}

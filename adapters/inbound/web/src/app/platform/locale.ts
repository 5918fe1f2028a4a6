const FALLBACK = 'en'

/**
 * Locale that `Intl` takes: browsers in a POSIX locale call theirs `C` or `en-US@posix`, with which `Intl` throws. Parts that
 * are none are cut off; an unknown locale is English.
 */
export function validLocale(name: string): string {
  const plain = name.replace(/[.@].*$/, '').replaceAll('_', '-')
  try {
    return Intl.NumberFormat.supportedLocalesOf(plain)[0] ?? FALLBACK
  } catch {
    return FALLBACK
  }
}

/** Gives the browser a valid locale, for modules that pass `navigator.language` to `Intl` when they load, as uPlot does. */
export function repairLocale(browser: { readonly language: string }): void {
  const language = validLocale(browser.language)
  if (language !== browser.language) Object.defineProperty(browser, 'language', { value: language, configurable: true })
}

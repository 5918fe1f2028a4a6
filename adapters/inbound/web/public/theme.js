/*
 * Applies this device's theme before the first paint. src/state/appearance.ts applies later changes.
 * Requests the files of the page that opens, which its first script needs once it runs.
 * When the client's script cannot be loaded, says so and loads the page again once the hub has all its files.
 */
;(() => {
  const mount = new URL('.', document.baseURI).pathname.slice(0, -1)
  const kept = (key) => {
    try {
      return localStorage.getItem(mount === '' ? key : `${mount} ${key}`)
    } catch {
      return null
    }
  }
  const matches = (query) => window.matchMedia(query).matches
  const theme = kept('penates_theme')
  const contrast = kept('penates_contrast')
  const root = document.documentElement
  root.dataset.theme =
    theme === 'light' || theme === 'dark' ? theme : matches('(prefers-color-scheme: light)') ? 'light' : 'dark'
  root.dataset.contrast =
    contrast === 'more' || (contrast !== 'normal' && matches('(prefers-contrast: more)')) ? 'more' : 'normal'

  // Comes once, before the settings page that has the button for it.
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    window.penatesInstall = event
  })

  const TEXTS = {
    en: {
      lost: 'Penates could not be loaded: the connection to the hub broke.',
      offline: 'This device is offline.',
      slow: 'Penates loads slowly. The hub may be busy or the connection weak.',
      broken: 'Penates could not be started. Reload the page; if that does not help, restart the hub.',
      again: 'Trying again …',
      reload: 'Reload',
    },
    de: {
      lost: 'Penates konnte nicht geladen werden: Die Verbindung zum Hub brach ab.',
      offline: 'Dieses Gerät ist offline.',
      slow: 'Penates lädt langsam. Der Hub ist vielleicht ausgelastet oder die Verbindung schwach.',
      broken: 'Penates konnte nicht gestartet werden. Lade die Seite neu; hilft das nicht, starte den Hub neu.',
      again: 'Neuer Versuch …',
      reload: 'Neu laden',
    },
  }
  const FIRST_RETRY_MS = 500
  const LONGEST_RETRY_MS = 15_000
  const SLOW_MS = 10_000
  /** Reloads in a row that may follow one another; a script that loads and fails must not reload for ever. */
  const MAX_RELOADS = 3
  const RELOADS = 'penates_boot_reloads'
  const RELOADS_COUNT_MS = 60_000

  const chosen = kept('penates_language')
  const language = chosen === 'en' || chosen === 'de' ? chosen : navigator.language.startsWith('de') ? 'de' : 'en'
  const t = TEXTS[language]

  // Files of each page and language as the build has listed them. Signed out, no page opens.
  const lists = document.querySelector('meta[name=page-files]')?.content ?? ''
  const page = kept('penates_token') === null ? null : location.pathname.slice(mount.length + 1).split('/')[0]
  for (const [name, ...files] of lists.split(';').map((list) => list.split(' '))) {
    if (name !== page && name !== language) continue
    for (const file of files) {
      const link = document.createElement('link')
      link.rel = file.endsWith('.js') ? 'modulepreload' : 'preload'
      if (link.rel === 'preload') link.as = 'style'
      link.crossOrigin = ''
      link.fetchPriority = 'low'
      link.href = `./${file}`
      document.head.append(link)
    }
  }

  let attempts = 0
  let timer

  /** Missing once the client is drawn. */
  const place = () => document.getElementById('boot')

  function say(...sentences) {
    const box = place()
    if (box === null) return
    const text = document.createElement('p')
    text.textContent = sentences.join(' ')
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = t.reload
    button.addEventListener('click', () => location.reload())
    box.lang = language
    box.replaceChildren(text, button)
    box.className = 'failed'
  }

  /** True when the page may be loaded again without a person. */
  function countReload() {
    try {
      const { count, at } = JSON.parse(sessionStorage.getItem(RELOADS)) ?? { count: 0, at: 0 }
      const before = Date.now() - at < RELOADS_COUNT_MS ? count : 0
      sessionStorage.setItem(RELOADS, JSON.stringify({ count: before + 1, at: Date.now() }))
      return before < MAX_RELOADS
    } catch {
      return false
    }
  }

  const files = () =>
    [...document.querySelectorAll('script[type=module], link[rel=modulepreload], link[rel=stylesheet]')].map(
      (element) => element.src || element.href,
    )

  /** A module that failed stays failed in its document, so the files are fetched first and the page is loaded anew. */
  async function tryAgain() {
    clearTimeout(timer)
    const answers = await Promise.all(files().map((file) => fetch(file, { cache: 'reload' }).catch(() => null)))
    // An answer other than the file: the hub has a newer client, with other names of its files.
    if (!answers.includes(null)) {
      if (countReload()) location.reload()
      else say(t.broken)
      return
    }
    waitAndTry()
  }

  function waitAndTry() {
    say(navigator.onLine ? t.lost : t.offline, t.again)
    timer = setTimeout(tryAgain, Math.min(FIRST_RETRY_MS * 2 ** attempts, LONGEST_RETRY_MS))
    attempts += 1
  }

  const isFirstScript = ({ target }) => target instanceof HTMLScriptElement && target.type === 'module'

  window.addEventListener(
    'error',
    (event) => {
      if (isFirstScript(event) && attempts === 0 && place() !== null) waitAndTry()
    },
    true,
  )
  window.addEventListener('online', () => {
    if (attempts > 0) void tryAgain()
  })
  setTimeout(() => {
    if (attempts === 0) say(t.slow)
  }, SLOW_MS)
})()

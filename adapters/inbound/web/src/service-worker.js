/* Starts the client without a network. Caches the page and the files of one build, never a response of the API. */

/** Shell files of this build, inserted by the build. Their names contain a content hash. */
const ASSETS = ['__ASSETS__'].flat()
/** Address that the hub is mounted at, with a slash at its end. */
const { scope: HUB } = self.registration
const PAGE = HUB

/** Caches of this hub; another one at the same origin has its own. */
const CACHES = `penates-shell ${HUB} `
/** Name of the cache, unique per build. */
const CACHE = `${CACHES}${ASSETS.map((file) => file.replace(/.*-([\w-]{8})\.\w+$/, '$1')).join('')}`

const ENGLISH = {
  allow: 'Allow',
  deny: 'Deny',
  undecided: 'Not decided',
  noAnswer: 'The hub does not answer.',
  decidedElsewhere: 'Too late: already answered or expired.',
  /** Messages of the hub are in English. */
  said: ({ title, body }) => ({ title, body }),
}

const GERMAN = {
  allow: 'Erlauben',
  deny: 'Ablehnen',
  undecided: 'Nicht entschieden',
  noAnswer: 'Der Hub antwortet nicht.',
  decidedElsewhere: 'Zu spät: schon beantwortet oder abgelaufen.',
  said: (message) => {
    const { title, body, type, alarm, level, activity, failure } = message
    if (type === 'budget' && level in BUDGET_LEVELS) return { title: BUDGET_LEVELS[level], body: budgetText(message) }
    if (type === 'alarm' && alarm in ALARMS) return { title: retitled(title, ALARMS[alarm]), body }
    if (failure?.kind in FAILURES)
      return { title: retitled(title, 'Runde fehlgeschlagen'), body: failureText(failure, body) }
    // A question or a plan has its own text in place of the standard one.
    const state = STATES[activity]
    return body === state?.english ? { title: retitled(title, state.title), body: state.body } : { title, body }
  },
}

/** Title of the same session with another state. */
const retitled = (title, state) => `${title.slice(0, title.lastIndexOf(' — '))} — ${state}`

const STATES = {
  idle: {
    english: 'Done, and ready for the next task.',
    title: 'Bereit',
    body: 'Fertig und bereit für die nächste Aufgabe.',
  },
  waiting: { english: 'Waits for your answer.', title: 'Eingabe nötig', body: 'Wartet auf deine Antwort.' },
}
const FAILURES = {
  overloaded: 'Der Modelldienst ist überlastet. Sende den Prompt später noch einmal.',
  'rate-limit': 'Das Limit ist erreicht. Sende den Prompt später noch einmal.',
  'sign-in': 'Die Anmeldung wurde abgelehnt. Melde dich im Terminal neu an.',
  billing: 'Das Konto hat kein Guthaben oder ist gesperrt. Prüfe die Abrechnung.',
  model: 'Das Modell wurde nicht gefunden. Wähle ein anderes.',
  request: 'Die Anfrage wurde abgelehnt.',
  'output-length': 'Die Antwort war zu lang. Bitte um einen kleineren Schritt.',
  service: 'Der Modelldienst ist ausgefallen. Sende den Prompt noch einmal.',
  unknown: 'Die Runde endete mit einem Fehler.',
}
/** With the words of the agent, unless it has none: the message is then their English meaning. */
const failureText = ({ kind, text }, body) => (text === body ? FAILURES[kind] : `${FAILURES[kind]} ${text}`)
const ALARMS = {
  'not-allowed': 'Ein Werkzeug lief ohne Freigabe',
  'other-input': 'Ein Aufruf lief mit anderer Eingabe als freigegeben',
  'weak-settings': 'Einstellungen schwächen die Freigaben',
}
const BUDGET_LEVELS = { near: 'Budget fast verbraucht', exceeded: 'Budget überschritten' }
const BUDGETS = {
  day: 'heute',
  month: 'in diesem Monat',
  project: 'für ein Projekt in diesem Monat',
  card: 'für eine Karte',
}
const dollars = (amount) => `${amount.replace('.', ',')} $`
const budgetText = ({ budget, spentUsd, limitUsd }) =>
  `${dollars(spentUsd)} von ${dollars(limitUsd)} ${BUDGETS[budget.split(':')[0]]}.`

/** Texts in the language of the page, which the page keeps here (`app/worker.ts`). */
async function texts() {
  const language = await caches
    .match(`${HUB}language`, { cacheName: `penates-page ${HUB}` })
    .then((kept) => kept?.text())
    .catch(() => undefined)
  return language === 'de' ? GERMAN : ENGLISH
}

self.addEventListener('install', (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([PAGE, ...ASSETS])))
})

/** Asked by a page that has been hidden for a while (`app/worker.ts`). Nothing happens while a person looks at one. */
self.addEventListener('message', (event) => {
  if (event.data !== 'take over') return
  const isHidden = ({ visibilityState }) => visibilityState === 'hidden'
  event.waitUntil(
    self.clients
      .matchAll({ type: 'window', includeUncontrolled: true })
      .then((pages) => (pages.every(isHidden) ? self.skipWaiting() : undefined)),
  )
})

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names.filter((name) => name !== CACHE && name.startsWith(CACHES)).map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  )
})

/** The page is read from the hub whenever it answers, so that a new build takes effect at once. */
const page = (request) => fetch(request).catch(() => caches.match(PAGE, { cacheName: CACHE }))

/** Files with a content hash in their name never change. The cache is a convenience: the page never waits for it to be written. */
async function asset(event) {
  const { request } = event
  const kept = await caches.match(request, { cacheName: CACHE }).catch(() => undefined)
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) event.waitUntil(keep(request, answer.clone()))
  return answer
}

/** Without room or with a cache that was just deleted, the file is read from the hub again next time. */
const keep = (request, answer) =>
  caches
    .open(CACHE)
    .then((cache) => cache.put(request, answer))
    .catch(() => undefined)

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || !url.href.startsWith(HUB) || url.href.startsWith(`${HUB}api/`)) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (url.href.startsWith(`${HUB}assets/`)) event.respondWith(asset(event))
})

/** Notification of a session that requests attention, or of a pending approval. */
self.addEventListener('push', (event) => {
  const message = readMessage(event.data)
  if (message !== null) event.waitUntil(show(message))
})

async function show(message) {
  const { name, type, approvalId, otp, budget } = message
  const { said, allow, deny } = await texts()
  const { title, body } = said(message)
  const isApproval = type === 'approval'
  const options = {
    body,
    tag: isApproval ? `approval-${approvalId}` : type === 'budget' ? `budget-${budget}` : name,
    icon: `${HUB}icons/icon-192.png`,
    badge: `${HUB}icons/favicon-32.png`,
    requireInteraction: isApproval,
    data: { name, approvalId, otp, budget },
    actions: isApproval
      ? [
          { action: 'allow', title: allow },
          { action: 'deny', title: deny },
        ]
      : [],
  }
  await self.registration.showNotification(title, options)
}

function readMessage(data) {
  try {
    const message = data?.json()
    return typeof message?.title === 'string' ? message : null
  } catch {
    return null
  }
}

self.addEventListener('notificationclick', (event) => {
  const { action, notification } = event
  const { name, approvalId, otp, budget } = notification.data ?? {}
  notification.close()
  if ((action === 'allow' || action === 'deny') && approvalId) event.waitUntil(decide(approvalId, otp, action))
  else if (budget) event.waitUntil(open('usage'))
  else event.waitUntil(open(approvalId ? approvalPath(approvalId) : `?session=${encodeURIComponent(name)}`))
})

/** Path of the page that shows one approval. */
const approvalPath = (id) => `approvals?call=${encodeURIComponent(id)}`

/** Sends a decision. The one-time token is in the body, because URLs are logged. */
async function decide(id, token, decision) {
  const answer = await fetch(`${HUB}api/approvals/${encodeURIComponent(id)}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ decision, token }),
  }).catch(() => null)
  if (answer?.ok) return
  // The token decides for a quarter of an hour; the page of the approval decides after that.
  if (answer?.status === 403) {
    await open(approvalPath(id))
    return
  }
  const { undecided, noAnswer, decidedElsewhere } = await texts()
  await self.registration.showNotification(undecided, {
    body: answer === null ? noAnswer : decidedElsewhere,
    tag: `approval-${id}`,
    data: { approvalId: id },
  })
}

/** Focuses an open page of this client and navigates it to the path below the hub's address, or opens a new one. */
async function open(path) {
  const address = HUB + path
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const page = pages.find(({ url }) => url.startsWith(HUB))
  if (!page) return self.clients.openWindow(address)
  await page.navigate(address)
  return page.focus()
}

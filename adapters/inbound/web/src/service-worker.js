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
    if (type === 'ended')
      return { title: retitled(title, 'Wartet nicht mehr'), body: 'Anderswo beantwortet oder abgelaufen.' }
    if (type === 'summary' && message.occasion in OCCASIONS)
      return { title: OCCASIONS[message.occasion], body: summaryText(message) }
    if (type === 'budget' && level in BUDGET_LEVELS) return { title: BUDGET_LEVELS[level], body: budgetText(message) }
    if (type === 'alarm' && alarm in ALARMS) return { title: retitled(title, ALARMS[alarm]), body }
    if (failure?.kind in FAILURES)
      return { title: retitled(title, 'Runde fehlgeschlagen'), body: failureText(failure, body) }
    // A question or a plan has its own text in place of the standard one.
    const state = STATES[activity]
    if (body === state?.english) return { title: retitled(title, state.title), body: state.body }
    return { title: title.replace(' (sub-agent', ' (Subagent'), body }
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
const OCCASIONS = { quiet: 'Die Ruhezeit ist vorbei', reminder: 'Wartet noch', day: 'Heute' }
const counted = (count, one, many) => (count === '0' ? null : `${count} ${count === '1' ? one : many}`)
const listed = (word, names) => (names === '' ? null : `${word}: ${names}`)
const summaryText = ({ requests, failed, waiting, prompts, ready, budgets, done, commits }) =>
  [
    counted(requests, 'Anfrage wartet', 'Anfragen warten'),
    listed('Gescheitert', failed),
    listed('Eingabe nötig', waiting),
    counted(prompts, 'Prompt nicht gesendet', 'Prompts nicht gesendet'),
    listed('Bereit', ready),
    counted(budgets, 'Budgetmeldung', 'Budgetmeldungen'),
    counted(done, 'Karte fertig', 'Karten fertig'),
    counted(commits, 'Commit', 'Commits'),
  ]
    .filter((part) => part !== null)
    .join(' · ') || 'Nichts braucht dich.'
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

/**
 * The page is read from the hub whenever it answers, so that a new build takes effect at once. Text that another app shares is in the
 * address and stays on the device, because addresses are logged.
 */
const page = (request) =>
  fetch(request.url.startsWith(`${HUB}share?`) ? new Request(PAGE) : request).catch(() =>
    caches.match(PAGE, { cacheName: CACHE }),
  )

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
  await count(message.open)
  if (message.type === 'ended') return takeBack(message)
  const { name, type, approvalId, otp, budget, page, device, reminder } = message
  const { said, allow, deny } = await texts()
  const { title, body } = said(message)
  const isApproval = type === 'approval'
  const options = {
    body,
    tag: tagOf(message),
    // A notification with a tag that is shown already is replaced without a sound, unless it is to be noticed again.
    renotify: reminder === 'true',
    icon: `${HUB}icons/icon-192.png`,
    badge: `${HUB}icons/favicon-32.png`,
    requireInteraction: isApproval,
    data: { name, approvalId, otp, budget, page, device },
    actions: isApproval
      ? [
          { action: 'allow', title: allow },
          { action: 'deny', title: deny },
        ]
      : [],
  }
  await self.registration.showNotification(title, options)
  await close(({ data }) => data?.hasEnded)
}

const tagOf = ({ approvalId, type, budget, name }) =>
  approvalId ? `approval-${approvalId}` : type === 'budget' ? `budget-${budget}` : type === 'summary' ? 'summary' : name

/** Number on the app's icon. */
async function count(open) {
  if (open === undefined || !('setAppBadge' in navigator)) return
  await (open === '0' ? navigator.clearAppBadge() : navigator.setAppBadge(Number(open))).catch(() => undefined)
}

/** Closes the notifications that the page of the hub has no more use for. */
async function close(isOver) {
  const all = await self.registration.getNotifications()
  for (const one of all) if (isOver(one)) one.close()
  return all.filter((one) => !isOver(one))
}

/**
 * Replaces the notification of a call that ended elsewhere by a silent one, and closes that where the browser permits it. Safari ends a
 * subscription after three messages without a notification; Firefox counts them too. Chromium shows a notification of its own after a message that
 * leaves none on the screen, unless a page of the hub is visible. So the silent one stays only where it is the last, until the next message
 * or a press.
 */
async function takeBack(message) {
  const { name, approvalId, open } = message
  const tag = tagOf(message)
  const { said } = await texts()
  const { title, body } = said(message)
  const data = { name, hasEnded: true }
  await self.registration.showNotification(title, { body, tag, silent: true, icon: `${HUB}icons/icon-192.png`, data })
  const isOver = (one) =>
    one.tag === tag || one.data?.hasEnded || (open === '0' && (one.data?.approvalId || one.data?.page === 'approvals'))
  const rest = (await self.registration.getNotifications()).filter((one) => !isOver(one))
  const pages = await self.clients.matchAll({ type: 'window' })
  const mayBeNone = rest.length > 0 || pages.some(({ visibilityState }) => visibilityState === 'visible')
  await close((one) => isOver(one) && (mayBeNone || one.tag !== tag || approvalId === undefined))
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
  const { name, approvalId, otp, budget, page, device } = notification.data ?? {}
  notification.close()
  if ((action === 'allow' || action === 'deny') && approvalId)
    event.waitUntil(decide(approvalId, { otp, action, device }))
  else if (budget) event.waitUntil(open('usage'))
  else if (page) event.waitUntil(open(page))
  else event.waitUntil(open(approvalId ? approvalPath(approvalId) : `?session=${encodeURIComponent(name)}`))
})

/** Path of the page that shows one approval. */
const approvalPath = (id) => `approvals?call=${encodeURIComponent(id)}`

/** Sends a decision. The one-time token is in the body, because URLs are logged. */
async function decide(id, { otp: token, action: decision, device }) {
  const answer = await fetch(`${HUB}api/approvals/${encodeURIComponent(id)}`, {
    method: 'POST',
    // The hub takes the notification back on the other devices.
    headers: { 'Content-Type': 'application/json', ...(device && { 'X-Penates-Client': device }) },
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

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

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll([PAGE, ...ASSETS]))
      .then(() => self.skipWaiting()),
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
  if (message === null) return
  const { title, body, name, type, approvalId, otp, budget } = message
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
          { action: 'allow', title: 'Allow' },
          { action: 'deny', title: 'Deny' },
        ]
      : [],
  }
  event.waitUntil(self.registration.showNotification(title, options))
})

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
  else event.waitUntil(open(approvalId ? 'approvals' : `?session=${encodeURIComponent(name)}`))
})

/** Sends a decision. The one-time token is in the body, because URLs are logged. */
async function decide(id, token, decision) {
  const answer = await fetch(`${HUB}api/approvals/${encodeURIComponent(id)}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ decision, token }),
  }).catch(() => null)
  if (answer?.ok) return
  await self.registration.showNotification('Not decided', {
    body: answer === null ? 'The hub does not answer.' : 'It was decided elsewhere, or its time is over.',
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

/* Starts the client without a network. Keeps the files of one build and the page; never an answer of the API. */

/** Filled in by the build: the shell's files, with a hash of their content in the names. */
const ASSETS = ['__ASSETS__'].flat()
const PAGE = '/'

/** One cache for each build. */
const CACHE = `penates-shell-${ASSETS.map((file) => file.replace(/.*-([\w-]{8})\.\w+$/, '$1')).join('')}`

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
      .then((names) => Promise.all(names.filter((name) => name !== CACHE).map((name) => caches.delete(name))))
      .then(() => self.clients.claim()),
  )
})

/** The page itself comes from the hub whenever it answers, so that a new build is seen at once. */
const page = (request) => fetch(request).catch(() => caches.match(PAGE, { cacheName: CACHE }))

/** Files with a hash in their name never change. */
async function asset(request) {
  const kept = await caches.match(request, { cacheName: CACHE })
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) {
    const cache = await caches.open(CACHE)
    await cache.put(request, answer.clone())
  }
  return answer
}

self.addEventListener('fetch', (event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin || url.pathname.startsWith('/api/')) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(asset(request))
})

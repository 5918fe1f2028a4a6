import { lazyPage } from '../ui/lazy-page.js'

/** Devices of the settings page. Their script is loaded on first use. */
export const Devices = lazyPage<object>(async () => (await import('./devices.js')).Devices)

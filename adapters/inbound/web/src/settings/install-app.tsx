import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { notificationTexts } from './notification-texts.js'
import { Line } from './parts.js'

/** Question of the browser whether to install the page, kept by `theme.js`; browsers other than Chromium have none. */
interface InstallPrompt extends Event {
  readonly prompt: () => Promise<unknown>
}

declare global {
  interface Window {
    penatesInstall?: InstallPrompt | undefined
  }
}

/** Button that installs the client as an app, in browsers that offer it. */
export function InstallApp(): VNode | null {
  const t = notificationTexts.value
  const [offer, setOffer] = useState(window.penatesInstall)
  if (offer === undefined) return null
  const install = async (): Promise<void> => {
    // A browser asks once for each offer.
    window.penatesInstall = undefined
    setOffer(undefined)
    await offer.prompt()
  }
  return (
    <Line label={t.install} hint={t.installHint}>
      <button type="button" class="button" onClick={() => void install()}>
        {t.installNow}
      </button>
    </Line>
  )
}

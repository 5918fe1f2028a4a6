import '../repo/repo.css'
import './dev-preview.css'
import { ExternalLink, Maximize2, Minimize2, Smartphone } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { SidePanel } from '../ui/side-panel.js'
import { messages } from '../app/texts/messages.js'
import { devPreviewTexts } from './dev-preview-texts.js'
import { betterPlace } from './dev-address.js'
import { usePanelKeys } from '../ui/panel-keys.js'
import { isTight } from '../app/appearance.js'
import { REPO_WIDTH, repoWidened, repoWidth } from '../app/platform/preferences.js'
import { go } from '../app/router.js'
import { IconButton } from '../ui/icon-button.js'
import { WithCode } from '../ui/with-code.js'
import { DevBar } from './dev-bar.js'
import { openDevPreview, type DevPreview } from './dev-preview-state.js'
import { PortChooser } from './port-chooser.js'

/** Sandbox permissions of a normal page, without navigating the hub's own page. */
const SANDBOX =
  'allow-scripts allow-same-origin allow-forms allow-modals allow-downloads allow-popups allow-popups-to-escape-sandbox'

/** Panel with a dev server of the hub's machine, beside a session's terminal. */
export function DevPanel({ session }: { readonly session: string }): VNode {
  const m = messages.value
  const texts = devPreviewTexts.value
  const [preview] = useState(openDevPreview)
  const [isPhone, setPhone] = useState(false)
  const isWide = repoWidened.value || isTight.value
  const isShown = preview.frame.value !== null
  const close = (): void => go({ page: 'terminal', session })
  usePanelKeys(close)
  useEffect(() => preview.watch(), [])
  return (
    <SidePanel
      title={m.devPreview}
      class={`repo-panel dev-preview ${isWide ? 'widened' : ''}`}
      size={{ width: repoWidth, ...REPO_WIDTH }}
      onClose={close}
      actions={
        <>
          {isShown && (
            <>
              {!isTight.value && (
                <IconButton
                  icon={Smartphone}
                  label={texts.phoneWidth}
                  pressed={isPhone}
                  onPress={() => setPhone(!isPhone)}
                />
              )}
              <IconButton icon={ExternalLink} label={texts.openInTab} onPress={() => void preview.openTab()} />
            </>
          )}
          {!isTight.value && (
            <IconButton
              icon={isWide ? Minimize2 : Maximize2}
              label={isWide ? m.narrower : m.wider}
              onPress={() => (repoWidened.value = !isWide)}
            />
          )}
        </>
      }
    >
      <Elsewhere preview={preview} />
      {preview.config.value?.enabled === false && (
        <p class="dev-note rigid line-below faint" role="note">
          <WithCode text={texts.previewsOff} />
        </p>
      )}
      {preview.config.value?.enabled === true &&
        (isShown ? (
          <>
            <DevBar preview={preview} />
            <div class={`dev-frame shrink-y sunken flex spring ${isPhone ? 'phone' : ''}`}>
              <iframe title={m.devPreview} src={preview.frame.value} sandbox={SANDBOX} />
            </div>
          </>
        ) : (
          <PortChooser preview={preview} />
        ))}
    </SidePanel>
  )
}

/** Hint with the address to open when the frame cannot sign in from this one. */
function Elsewhere({ preview }: { readonly preview: DevPreview }): VNode | null {
  const { previewElsewhere } = devPreviewTexts.value
  const { host = null } = preview.config.value ?? {}
  const place = host === null ? null : betterPlace(window.location, host)
  if (place === null) return null
  return (
    <p class="dev-note rigid line-below faint" role="note">
      {previewElsewhere} <a href={place}>{place}</a>
    </p>
  )
}

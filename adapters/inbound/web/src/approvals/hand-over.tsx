import { Smartphone } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { deviceId } from '../app/device.js'
import { failed } from '../app/failed.js'
import type { BodyOf } from '../app/hub/hub.js'
import { ask, client } from '../app/the-hub.js'
import { toast } from '../app/toasts.js'
import { Icon } from '../ui/icon.js'
import { handOverTexts } from './hand-over-texts.js'

type Device = BodyOf<'listSubscriptions'>['subscriptions'][number]

/** Buttons that send a request to another device; none without one. */
export function HandOver({ id }: { readonly id: string }): VNode {
  const t = handOverTexts.value
  const [devices, setDevices] = useState<ReadonlyArray<Device>>([])
  useEffect(() => {
    void ask(client.listSubscriptions(), ({ body }) => body.subscriptions).then((answer) => {
      if (answer.ok) setDevices(answer.value.filter((one) => one.deviceId !== deviceId() && !one.isBroken))
    })
  }, [])
  const send = async (device: Device): Promise<void> => {
    const answer = await ask(
      client.handOverApproval({ params: { id }, body: { deviceId: device.deviceId } }),
      () => null,
    )
    if (answer.ok) toast({ text: t.sentTo(device.label ?? t.otherBrowser) })
    else failed(t.couldNotSend, answer.failure)
  }
  return (
    <>
      {devices.map((device) => (
        <button key={device.deviceId} type="button" class="button" onClick={() => void send(device)}>
          <Icon of={Smartphone} />
          {t.askOn(device.label ?? t.otherBrowser)}
        </button>
      ))}
    </>
  )
}

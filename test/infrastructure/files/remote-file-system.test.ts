import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isOnRemoteFileSystem, remoteFileSystem } from '../../../infrastructure/files/remote-file-system.js'

describe('remote file systems', () => {
  it('names network and FUSE file systems by their type', () => {
    const types: ReadonlyArray<readonly [number, string | null]> = [
      [0x6969, 'nfs'],
      [0x517b, 'smb'],
      [0xff534d42, 'cifs'],
      [0xfe534d42, 'smb2'],
      [0xff534d42 | 0, 'cifs'], // as a signed number
      [0x65735546, 'fuse'],
      [0x01021997, '9p'],
      [0xef53, null], // ext4
      [0x9123683e, null], // btrfs
      [0x58465342, null], // xfs
      [0x01021994, null], // tmpfs
      [0x794c7630, null], // overlayfs
    ]
    for (const [type, name] of types) expect(remoteFileSystem(type), type.toString(16)).to.equal(name)
  })

  it('takes a local folder, a path missing in it and a path that cannot be read for local', async () => {
    expect(await isOnRemoteFileSystem(tmpdir())).to.equal(false)
    expect(await isOnRemoteFileSystem(join(tmpdir(), 'none/deep'))).to.equal(false)
    expect(await isOnRemoteFileSystem('relative\0path')).to.equal(false)
  })
})

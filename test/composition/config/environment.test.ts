import * as E from 'fp-ts/lib/Either.js'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Environment } from '../../../infrastructure/config/child-environment.js'
import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import { loadConfig, readConfig, type Config } from '../../../composition/config/environment.js'
import { isLoopback, localUrl } from '../../../infrastructure/config/local-url.js'
import { right } from '../../support/results.js'
import { scratchFolder } from '../../support/scratch-folder.js'

const HOME = '/home/dev'
const readFrom = (environment: Environment) => readConfig(environment, HOME, 'linux')
const config = (environment: Environment): Config => right(readFrom(environment))
const faulty = (environment: Environment): ReadonlyArray<string> => {
  const result = readFrom(environment)
  return E.isLeft(result) ? result.left.map(({ variable }) => variable) : []
}

/** Every agent with a variable for its folders, which is not set. */
const NO_FOLDERS = Object.fromEntries(AGENTS.flatMap(({ id, variable }) => (variable === null ? [] : [[id, null]])))

describe('the configuration', () => {
  it('needs no variable at all', () => {
    const read = config({})
    expect(read).to.deep.include({
      host: '127.0.0.1',
      port: 3333,
      publicHosts: [],
      trustedProxies: [],
      tls: null,
      tlsKeyFile: null,
      tlsCertificateFile: null,
      operatorToken: null,
      token: { _tag: 'Stored' },
      stateFolder: '/home/dev/.penates',
      registryFolder: '/home/dev/.penates',
      webRoot: null,
      killKeepsEntry: false,
      sessionUser: null,
      tmuxProgram: 'tmux',
      tmuxSocket: null,
      tmuxMouse: true,
      tmuxStatus: false,
      remoteApproval: true,
      previewDomain: null,
      accessTeamDomain: null,
      accessAudience: null,
      access: null,
      vapidPublicKey: null,
      vapidPrivateKey: null,
      vapidSubject: null,
      pushKeys: null,
      voiceEnabled: true,
      whisperProgram: 'whisper-cli',
      whisperModel: '/home/dev/.penates/models/ggml-large-v3-turbo-q5_0.bin',
      mataProgram: null,
      releaseFeed: null,
      launchAgent: 'com.penates',
      systemdUnit: 'penates.service',
      recordingMb: 20,
      recordingTotalMb: 500,
      recordingDays: 7,
      trustPollMs: 1500,
      trustAttempts: 8,
      agentFolders: NO_FOLDERS,
      collector: null,
      collectorHeaders: null,
      openTelemetry: {},
      home: HOME,
      agentHome: HOME,
      ofFeatures: {
        prefix: 'cc-',
        defaultDirectory: HOME,
        browseRoots: [HOME],
        projectRoots: ['/home/dev/Projects'],
        passesClipboard: true,
        speechLanguage: 'de',
        checksForUpdates: true,
      },
    })
  })

  it('keeps entries of ended sessions for another client, unless a variable decides', () => {
    const keeps = (environment: Environment) => config(environment).killKeepsEntry
    expect([
      keeps({ WEB_ROOT: '/srv/web' }),
      keeps({ WEB_ROOT: '/srv/web', KILL_KEEPS_ENTRY: 'off' }),
      keeps({ KILL_KEEPS_ENTRY: 'on' }),
      keeps({ KILL_KEEPS_ENTRY: 'off' }),
    ]).to.deep.equal([true, false, true, false])
  })

  it('looks for agents and their folders in the home of the account that they run as', () => {
    const [name, uid, gid, home, shell] = ['agent', 1001, 1001, '/home/agent', '/bin/bash'] as const
    const account = { name, uid, gid, home, shell, setpriv: '/usr/bin/setpriv' }
    const read = (environment: Environment) => readConfig(environment, '/root', 'linux', account)
    const places = (environment: Environment) => {
      const found = read(environment)
      if (E.isLeft(found)) throw new Error(JSON.stringify(found.left))
      const { stateFolder, agentHome, agentFolders } = found.right
      const { defaultDirectory, browseRoots, projectRoots } = found.right.ofFeatures
      return { stateFolder, agentHome, defaultDirectory, browseRoots, projectRoots, agentFolders }
    }
    expect(places({ SESSION_USER: 'agent' })).to.deep.equal({
      stateFolder: '/root/.penates',
      agentHome: home,
      defaultDirectory: home,
      browseRoots: [home],
      projectRoots: ['/home/agent/Projects'],
      agentFolders: NO_FOLDERS,
    })
    expect(places({ CODEX_HOME: '~/codex' }).agentFolders['codex']).to.deep.equal(['/root/codex'])
  })

  it('takes every variable that it knows', () => {
    const read = config({
      PORT: '8080',
      HOST: '[::1]',
      PUBLIC_HOSTS: 'Hub.example.com, 192.168.1.5:3333 ,[fe80::1]:80',
      TRUST_PROXY: '10.0.0.0/8, ::1',
      TLS_KEY_FILE: '~/key.pem',
      TLS_CERT_FILE: '/srv/cert.pem',
      AUTH_TOKEN: 'correct-horse',
      PENATES_HOME: '~/state/',
      PENATES_REGISTRY_DIR: '/srv/registry',
      PENATES_TMUX_SOCKET: 'apart',
      WEB_ROOT: '/srv/web',
      SESSION_PREFIX: 'my-',
      DEFAULT_PROJECT_DIR: '~',
      BROWSE_ROOTS: '~:/srv/../srv/code',
      PROJECT_ROOTS: '~/a, ~/b:c',
      TMUX_PATH: '~/bin/tmux',
      TMUX_MOUSE: 'OFF',
      TMUX_STATUS: 'on',
      TMUX_CLIPBOARD: 'off',
      REMOTE_APPROVAL: 'off',
      PREVIEW_DOMAIN: 'hub.example',
      CF_ACCESS_TEAM_DOMAIN: 'team.cloudflareaccess.com',
      CF_ACCESS_AUD: 'tag',
      VAPID_PUBLIC_KEY: 'public',
      VAPID_PRIVATE_KEY: 'private',
      VAPID_SUBJECT: 'mailto:me@example.com',
      VOICE_ENABLED: 'false',
      VOICE_LANG: 'en',
      WHISPER_BIN: '/opt/whisper',
      WHISPER_MODEL: '~/model.bin',
      MATA_BIN: '/opt/mata',
      LAUNCHAGENT_ID: 'my.hub',
      SYSTEMD_UNIT: 'hub',
      RELEASE_FEED: 'https://example.org/latest',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.example:4318',
      OTEL_EXPORTER_OTLP_HEADERS: 'key=secret',
      OTEL_TRACES_SAMPLER: 'always_off',
      UPDATE_CHECKS: 'off',
      RECORDING_MAX_MB: '5',
      RECORDING_TOTAL_MB: '50',
      RECORDING_MAX_DAYS: '1',
      BRAINSTORM_TRUST_POLL_MS: '100',
      BRAINSTORM_TRUST_ATTEMPTS: '2',
      CLAUDE_CONFIG_DIR: '~/c, ~/work/projects',
      CODEX_HOME: '~/x',
    })
    expect(read).to.deep.include({
      host: '::1',
      port: 8080,
      publicHosts: ['hub.example.com', '192.168.1.5:3333', '[fe80::1]:80'],
      trustedProxies: ['10.0.0.0/8', '::1'],
      tls: { keyFile: '/home/dev/key.pem', certificateFile: '/srv/cert.pem' },
      tlsKeyFile: '/home/dev/key.pem',
      tlsCertificateFile: '/srv/cert.pem',
      operatorToken: 'correct-horse',
      token: { _tag: 'Given', token: 'correct-horse' },
      stateFolder: '/home/dev/state',
      registryFolder: '/srv/registry',
      webRoot: '/srv/web',
      killKeepsEntry: true,
      sessionUser: null,
      tmuxProgram: '/home/dev/bin/tmux',
      tmuxSocket: 'apart',
      tmuxMouse: false,
      tmuxStatus: true,
      remoteApproval: false,
      previewDomain: 'hub.example',
      accessTeamDomain: 'team.cloudflareaccess.com',
      accessAudience: 'tag',
      access: { teamDomain: 'team.cloudflareaccess.com', audience: 'tag' },
      vapidPublicKey: 'public',
      vapidPrivateKey: 'private',
      vapidSubject: 'mailto:me@example.com',
      pushKeys: { publicKey: 'public', privateKey: 'private' },
      voiceEnabled: false,
      whisperProgram: '/opt/whisper',
      whisperModel: '/home/dev/model.bin',
      mataProgram: '/opt/mata',
      releaseFeed: 'https://example.org/latest',
      launchAgent: 'my.hub',
      systemdUnit: 'hub.service',
      recordingMb: 5,
      recordingTotalMb: 50,
      recordingDays: 1,
      trustPollMs: 100,
      trustAttempts: 2,
      agentFolders: {
        ...NO_FOLDERS,
        'claude-code': ['/home/dev/c', '/home/dev/work/projects'],
        codex: ['/home/dev/x'],
      },
      collector: 'http://collector.example:4318',
      collectorHeaders: 'key=secret',
      openTelemetry: {
        OTEL_EXPORTER_OTLP_ENDPOINT: 'http://collector.example:4318',
        OTEL_EXPORTER_OTLP_HEADERS: 'key=secret',
        OTEL_TRACES_SAMPLER: 'always_off',
      },
      home: HOME,
      agentHome: HOME,
      ofFeatures: {
        prefix: 'my-',
        defaultDirectory: HOME,
        browseRoots: [HOME, '/srv/code'],
        projectRoots: ['/home/dev/a', '/home/dev/b:c'],
        passesClipboard: false,
        speechLanguage: 'en',
        checksForUpdates: false,
      },
    })
  })

  it('takes a blank variable for one that is not set', () => {
    expect(config({ PORT: '', HOST: ' ', SESSION_PREFIX: '', PUBLIC_HOSTS: '' })).to.deep.equal(config({}))
  })

  it('names all faults at once and no value', () => {
    const result = readFrom({ PORT: '70000', HOST: 'a b', AUTH_TOKEN: 'secret with spaces', PENATES_HOME: 'relative' })
    const told = E.isLeft(result) ? result.left : []
    expect([told.map(({ variable }) => variable), JSON.stringify(told).includes('secret')]).to.deep.equal([
      ['PORT', 'HOST', 'AUTH_TOKEN', 'PENATES_HOME'],
      false,
    ])
  })

  const refused: ReadonlyArray<readonly [string, string]> = [
    ['PORT', '-1'],
    ['PORT', '3333.5'],
    ['PORT', '0x10'],
    ['PORT', 'http'],
    ['HOST', 'http://x'],
    ['HOST', '-x'],
    ['PUBLIC_HOSTS', 'https://hub.example.com'],
    ['PUBLIC_HOSTS', 'hub.example.com/path'],
    ['PUBLIC_HOSTS', 'hub.example.com:99999'],
    ['TRUST_PROXY', '0.0.0.0/0'],
    ['TRUST_PROXY', '10.0.0.0/33'],
    ['TRUST_PROXY', 'proxy.lan'],
    ['AUTH_TOKEN', 'täg'],
    ['AUTH_TOKEN', 'a,b'],
    ['AUTH_TOKEN', 'a\nb'],
    ['SESSION_PREFIX', 'a.b'],
    ['SESSION_PREFIX', 'x'.repeat(33)],
    ['PENATES_TMUX_SOCKET', '../x'],
    ['BROWSE_ROOTS', '/ok:nope'],
    ['PROJECT_ROOTS', '~,~other/x'],
    ['WEB_ROOT', './web'],
    ['DEFAULT_PROJECT_DIR', '/a\0b'],
    ['VAPID_SUBJECT', 'me'],
    ['BRAINSTORM_TRUST_ATTEMPTS', '0'],
  ]
  for (const [variable, value] of refused) {
    it(`refuses ${variable}=${JSON.stringify(value)}`, () => {
      expect(faulty({ [variable]: value })).to.deep.equal([variable])
    })
  }

  it('wants both of a pair', () => {
    expect(faulty({ VAPID_PUBLIC_KEY: 'x', CF_ACCESS_AUD: 'y' })).to.deep.equal([
      'VAPID_PRIVATE_KEY',
      'CF_ACCESS_TEAM_DOMAIN',
    ])
  })

  it('runs without a token on loopback only, and only where that is said', () => {
    const hosts = ['127.0.0.1', '127.1.2.3', 'localhost', '::1', '0.0.0.0', '::', '192.168.1.5', 'hub.lan']
    const off = hosts.map((HOST) => {
      const result = readFrom({ HOST, AUTH_TOKEN: '' })
      return E.isRight(result) ? result.right.token._tag : result.left.map(({ variable }) => variable).join()
    })
    expect([off, config({ HOST: '0.0.0.0' }).token]).to.deep.equal([
      ['Off', 'Off', 'Off', 'Off', 'AUTH_TOKEN', 'AUTH_TOKEN', 'AUTH_TOKEN', 'AUTH_TOKEN'],
      { _tag: 'Stored' },
    ])
  })

  it('knows a loopback address from one that only looks like it', () => {
    expect(['127.0.0.1', '127.evil.com', '::1', '1127.0.0.1', 'localhost.evil.com'].map(isLoopback)).to.deep.equal([
      true,
      false,
      true,
      false,
      false,
    ])
  })
})

describe('the local address of the hub', () => {
  it('is one that a browser on this machine can open', () => {
    const hosts = ['127.0.0.1', '0.0.0.0', '::', '::1', 'hub.lan']
    expect(hosts.map((host) => localUrl(host, 80))).to.deep.equal([
      'http://127.0.0.1:80',
      'http://127.0.0.1:80',
      'http://[::1]:80',
      'http://[::1]:80',
      'http://hub.lan:80',
    ])
  })
})

describe('the .env file', () => {
  const folder = scratchFolder()
  const load = (environment: Environment) =>
    loadConfig({ environment, envFile: join(folder(), '.env'), home: HOME, platform: 'linux', uid: 1000 })

  it('need not be there', async () => {
    expect(right(await load({})).port).to.equal(3333)
  })

  it('gives what the environment does not have', async () => {
    await writeFile(join(folder(), '.env'), '# ours\nexport PORT=1111\nSESSION_PREFIX="my-" # short\nAUTH_TOKEN=abc\n')
    const { port, ofFeatures, token } = right(await load({ PORT: '2222' }))
    expect([port, ofFeatures.prefix, token]).to.deep.equal([2222, 'my-', { _tag: 'Given', token: 'abc' }])
  })

  it('stops the start when it cannot be read', async () => {
    await mkdir(join(folder(), '.env'))
    const result = await load({})
    expect(E.isLeft(result) ? result.left.map(({ variable }) => variable) : []).to.deep.equal([join(folder(), '.env')])
  })
})

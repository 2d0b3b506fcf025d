/**
 * SHA-256 and HMAC without any platform's help: the same code in Node, in a browser page over plain http (where WebCrypto is closed) and in a
 * command that has nothing installed. FIPS 180-4, RFC 2104. For data that is public; it makes no promise about timing.
 */

const K = Int32Array.from([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98,
  0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786,
  0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8,
  0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13,
  0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819,
  0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a,
  0x5b9cca4f, 0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7,
  0xc67178f2,
])

const START = Int32Array.from([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
])

const BLOCK = 64

const rotate = (x: number, by: number): number => (x >>> by) | (x << (32 - by))

/** Mixes one block of 64 bytes into the state; `schedule` is room to work in. */
function compress(state: Int32Array, schedule: Int32Array, block: DataView, at: number): void {
  for (let i = 0; i < 16; i += 1) schedule[i] = block.getInt32(at + 4 * i)
  for (let i = 16; i < BLOCK; i += 1) {
    const x = schedule[i - 15] as number
    const y = schedule[i - 2] as number
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3)
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10)
    schedule[i] = (schedule[i - 16] as number) + s0 + (schedule[i - 7] as number) + s1
  }
  // by index and not by destructuring, which walks an iterator: a tenth of the time
  let a = state[0] as number
  let b = state[1] as number
  let c = state[2] as number
  let d = state[3] as number
  let e = state[4] as number
  let f = state[5] as number
  let g = state[6] as number
  let h = state[7] as number
  for (let i = 0; i < BLOCK; i += 1) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + (K[i] as number) + (schedule[i] as number)) | 0
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0
    h = g
    g = f
    f = e
    e = (d + t1) | 0
    d = c
    c = b
    b = a
    a = (t1 + t2) | 0
  }
  state[0] = (state[0] as number) + a
  state[1] = (state[1] as number) + b
  state[2] = (state[2] as number) + c
  state[3] = (state[3] as number) + d
  state[4] = (state[4] as number) + e
  state[5] = (state[5] as number) + f
  state[6] = (state[6] as number) + g
  state[7] = (state[7] as number) + h
}

/** SHA-256 of bytes: 32 bytes. */
export function sha256(data: Uint8Array): Uint8Array {
  const state = START.slice()
  const schedule = new Int32Array(BLOCK)
  const whole = data.length - (data.length % BLOCK)
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  for (let at = 0; at < whole; at += BLOCK) compress(state, schedule, view, at)
  // the rest, a one bit, zeros, and the length in bits
  const rest = data.length - whole
  const tail = new Uint8Array(rest + 9 > BLOCK ? 2 * BLOCK : BLOCK)
  tail.set(data.subarray(whole))
  tail[rest] = 0x80
  const tailView = new DataView(tail.buffer)
  tailView.setUint32(tail.length - 8, Math.floor(data.length / 0x2000_0000))
  tailView.setUint32(tail.length - 4, data.length << 3)
  for (let at = 0; at < tail.length; at += BLOCK) compress(state, schedule, tailView, at)
  const digest = new DataView(new ArrayBuffer(32))
  for (let i = 0; i < 8; i += 1) digest.setInt32(4 * i, state[i] as number)
  return new Uint8Array(digest.buffer)
}

/** Bytes one after another. */
export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}

/** HMAC-SHA256: 32 bytes. */
export function hmacSha256(key: Uint8Array, data: Uint8Array): Uint8Array {
  const short = key.length > BLOCK ? sha256(key) : key
  const inner = new Uint8Array(BLOCK).fill(0x36)
  const outer = new Uint8Array(BLOCK).fill(0x5c)
  for (let index = 0; index < short.length; index += 1) {
    inner[index] = (short[index] as number) ^ 0x36
    outer[index] = (short[index] as number) ^ 0x5c
  }
  return sha256(joinBytes(outer, sha256(joinBytes(inner, data))))
}

const digits = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

/** Lower-case hex. */
export function toHex(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += digits[byte] as string
  return text
}

/** Bytes of hex, either case; null where it is none. */
export function fromHex(hex: string): Uint8Array | null {
  if (hex.length % 2 !== 0 || !/^[0-9a-fA-F]*$/.test(hex)) return null
  const bytes = new Uint8Array(hex.length / 2)
  for (let index = 0; index < bytes.length; index += 1)
    bytes[index] = Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16)
  return bytes
}

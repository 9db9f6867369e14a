import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { HttpConnection } from '../../build/web-socket-connection.js';

class FakeSocket {
  static last: FakeSocket;
  readyState = 0;
  sent: string[] = [];
  onopen?: () => void;
  onclose?: ((event: { code: number }) => void) | null;
  onmessage?: ((event: { data: unknown }) => void) | null;
  close = vi.fn();
  constructor(readonly url: URL) {
    FakeSocket.last = this;
  }
  send(data: string): void {
    this.sent.push(data);
  }
  open(): void {
    this.readyState = 1;
    this.onopen?.();
  }
}

let connection: HttpConnection;
const closed = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  vi.stubGlobal('WebSocket', FakeSocket);
  connection = new HttpConnection('/hub');
  connection.onclose = closed;
});

afterEach(() => vi.unstubAllGlobals());

async function open(): Promise<FakeSocket> {
  const start = connection.start();
  FakeSocket.last.open();
  await start;
  return FakeSocket.last;
}

describe('the web socket', () => {
  it('is opened beside the page, and carries text both ways', async () => {
    const received = vi.fn();
    connection.onreceive = received;
    const socket = await open();
    expect(socket.url.href).toBe(`${location.origin.replace('http', 'ws')}/hub`);
    await connection.send('a');
    socket.onmessage?.({ data: 'b' });
    expect([socket.sent, received.mock.calls]).toEqual([['a'], [['b']]]);
  });

  it('that never opens fails the start and closes nothing', async () => {
    const start = connection.start();
    FakeSocket.last.onclose?.({ code: 1006 });
    await expect(start).rejects.toThrow('failed to connect');
    expect(closed).not.toHaveBeenCalled();
    await expect(connection.send('a')).rejects.toThrow('not open');
  });

  it('that is lost says so once', async () => {
    const socket = await open();
    socket.onclose?.({ code: 1006 });
    await connection.stop();
    expect(closed).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'The web socket was closed (1006).' }));
  });

  it('that is stopped waits for no answer of the other side', async () => {
    const socket = await open();
    await connection.stop();
    expect([closed.mock.calls.length, socket.close.mock.calls.length, socket.onclose, socket.onmessage]).toEqual([1, 1, null, null]);
  });

  it('is closed by what can not be understood', async () => {
    connection.onreceive = () => {
      throw new Error('nonsense');
    };
    (await open()).onmessage?.({ data: '?' });
    expect(closed).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ message: 'nonsense' }));
  });
});

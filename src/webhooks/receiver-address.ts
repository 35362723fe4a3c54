import { lookup, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import ipaddr from 'ipaddr.js';

/** Where a message would go to something that is not to be reached from here. */
export class AddressRefused extends Error {}

/** What of an address decides whether messages go there. */
type Reach = 'public' | 'private' | 'never';

/** Of this machine, or of a network around it. What is link-local stays out: clouds hand out credentials there. */
const PRIVATE: readonly string[] = ['loopback', 'private', 'uniqueLocal', 'carrierGradeNat'];

/** How long whoever makes a webhook waits for its name to be looked up, in milliseconds. */
const PATIENCE_MS = 2_000;

/** By what the registries of IANA say of an IP address. An IPv4 address within an IPv6 one counts as itself. */
export function reachOf(address: string): Reach {
  if (!ipaddr.isValid(address)) return 'never';
  const known = ipaddr.process(address);
  const range = known.range();
  // Of IPv6, nothing but 2000::/3 has ever been given out for the internet.
  if (range === 'unicast') return known.kind() === 'ipv4' || known.toByteArray()[0] >> 5 === 1 ? 'public' : 'never';
  return PRIVATE.includes(range) ? 'private' : 'never';
}

/**
 * Where messages may go: by https to the internet; where `privateToo` says so, by https or http to this machine and to
 * private networks. It is asked of the address that is connected to, not of a name, which may lead elsewhere by then.
 */
export class ReceiverAddresses {
  constructor(private readonly privateToo: boolean) {}

  /** Throws AddressRefused when `url` leads to no address that messages may go to. A name that leads nowhere now may do so later. */
  async assertOpen(url: string): Promise<void> {
    // Nothing that a name leads to would do.
    if (isPlain(url) && !this.privateToo) throw new AddressRefused();
    const found = await Promise.race([addressesOf(hostOf(url)), pause(PATIENCE_MS, [], { ref: false })]);
    if (found.length > 0) this.among(url, found);
  }

  /**
   * For one connection to `url`: looks its name up, and gives those of its addresses that messages may go to, or AddressRefused.
   * Throws that where `url` names no host but an IP address, which is not looked up.
   */
  lookupFor(url: string): LookupFunction {
    const host = hostOf(url);
    if (isIP(host)) this.among(url, [{ address: host, family: isIP(host) }]);
    return (name, options, done) => {
      lookup(name, { ...options, all: true }, (error, found) => {
        if (error) {
          done(error, []);
          return;
        }
        try {
          const open = this.among(url, found);
          if (options.all) done(null, open);
          else done(null, open[0].address, open[0].family);
        } catch (refused) {
          done(refused as Error, []);
        }
      });
    };
  }

  /** Those of some addresses that are open, one or more. Throws AddressRefused. */
  private among(url: string, found: readonly LookupAddress[]): LookupAddress[] {
    const open = found.filter(({ address }) => {
      const reach = reachOf(address);
      return reach === 'public' ? !isPlain(url) : reach === 'private' && this.privateToo;
    });
    if (open.length === 0) throw new AddressRefused();
    return open;
  }
}

function isPlain(url: string): boolean {
  return new URL(url).protocol === 'http:';
}

/** The host of an address; an IPv6 one without its brackets. */
function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, '');
}

/** What a name leads to; nothing when nobody knows it now. */
function addressesOf(host: string): Promise<LookupAddress[]> {
  return new Promise((resolve) => {
    lookup(host, { all: true }, (error, found) => resolve(error ? [] : found));
  });
}

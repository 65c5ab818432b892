import { cloudEventHeaders } from './cloud-event';

/** CloudEvents 1.0.2, sections 2 and 3, and its Kafka protocol binding, section 3.2 (binary content mode). */
describe('the headers of a message', () => {
  const headers = cloudEventHeaders({ source: '/concord/gateway', type: 'concord.change.v1', subject: 'usmf|p-1' }, new Date(0));

  it('carry every required attribute, none of them empty', () => {
    for (const attribute of ['id', 'source', 'specversion', 'type']) expect(headers[`ce_${attribute}`]).toMatch(/./);
    expect(headers['ce_specversion']).toBe('1.0');
  });

  it('name attributes as the specification allows: lower case letters and digits', () => {
    const names = Object.keys(headers).filter((name) => name !== 'content-type');
    for (const name of names) expect(name).toMatch(/^ce_[a-z0-9]+$/);
  });

  it('put the data content type where the Kafka binding wants it, and nowhere else', () => {
    expect(headers['content-type']).toBe('application/json');
    expect(headers['ce_datacontenttype']).toBeUndefined();
  });

  it('give time as RFC 3339, and the schema as an absolute URI', () => {
    expect(headers['ce_time']).toBe('1970-01-01T00:00:00.000Z');
    expect(new URL(headers['ce_dataschema'] as string).href).toBe('urn:concord:schema:concord.change.v1');
  });

  it('are unique by source and id', () => {
    expect(cloudEventHeaders({ source: '/a', type: 't' })['ce_id']).not.toBe(cloudEventHeaders({ source: '/a', type: 't' })['ce_id']);
  });

  it('leave out what is not known rather than to send it empty', () => {
    expect(cloudEventHeaders({ source: '/a', type: 't' })).not.toHaveProperty('ce_subject');
  });
});

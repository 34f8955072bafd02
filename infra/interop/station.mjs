// A charging station of OCPP 2.0.1 made with somebody else's library, which judges every message by its own schemas.
// usage: npm install && node station.mjs ws://localhost:8081/ocpp STATION
// It boots, charges 10 kWh with the tag DEMO0001 until it is asked to stop, and ends with 0 when all answers were right.
import { createRPCError, RPCClient } from 'ocpp-rpc';

const [endpoint, identity] = process.argv.slice(2);
const protocol = 'ocpp2.0.1';
const transactionId = `${identity}-1`;
const idToken = { idToken: 'DEMO0001', type: 'ISO14443' };
const began = new Date();
const at = minutes => new Date(began.getTime() + minutes * 1000).toISOString();
const register = (wh, context) => ({ value: wh, context, measurand: 'Energy.Active.Import.Register', unitOfMeasure: { unit: 'Wh' } });
let sequence = 0;

const station = new RPCClient({ endpoint, identity, protocols: [protocol], strictMode: true, reconnect: false });
const askedToStop = new Promise(resolve => {
  station.handle('RequestStopTransaction', ({ params }) => {
    const known = params.transactionId === transactionId;
    if (known) setImmediate(resolve);
    return { status: known ? 'Accepted' : 'Rejected' };
  });
});
station.handle(({ method }) => { throw createRPCError('NotImplemented', `${method} is not for this station`); });

const expect = (what, actual, wanted) => {
  if (actual !== wanted) throw new Error(`${what} is ${actual}, not ${wanted}`);
};
const transactionEvent = (eventType, triggerReason, minutes, info, more) => station.call('TransactionEvent', {
  eventType, triggerReason, timestamp: at(minutes), seqNo: sequence++, transactionInfo: { transactionId, ...info }, ...more,
});

await station.connect();
expect('the subprotocol', station.protocol, protocol);
const boot = await station.call('BootNotification', { reason: 'PowerUp', chargingStation: { vendorName: 'Somebody', model: 'Else' } });
expect('the boot', boot.status, 'Accepted');
for (const connectorStatus of ['Available', 'Occupied'])
  await station.call('StatusNotification', { timestamp: at(0), connectorStatus, evseId: 1, connectorId: 1 });
expect('the server\'s time', Number.isNaN(Date.parse((await station.call('Heartbeat', {})).currentTime)), false);
expect('the token', (await station.call('Authorize', { idToken })).idTokenInfo.status, 'Accepted');
const started = await transactionEvent('Started', 'Authorized', 0, { chargingState: 'Charging' }, {
  idToken, evse: { id: 1, connectorId: 1 },
  meterValue: [{ timestamp: at(0), sampledValue: [register(1000, 'Transaction.Begin')] }],
});
expect('the starting token', started.idTokenInfo.status, 'Accepted');
await transactionEvent('Updated', 'MeterValuePeriodic', 30, { chargingState: 'Charging' }, {
  meterValue: [{ timestamp: at(30), sampledValue: [register(6000, 'Sample.Periodic'), { value: 11, measurand: 'Power.Active.Import', unitOfMeasure: { unit: 'W', multiplier: 3 } }] }],
});
console.log('charging');
await askedToStop;
await transactionEvent('Ended', 'RemoteStop', 60, { chargingState: 'EVConnected', stoppedReason: 'Remote' }, {
  meterValue: [{ timestamp: at(60), sampledValue: [register(11000, 'Transaction.End')] }],
});
await station.close();
console.log('done');

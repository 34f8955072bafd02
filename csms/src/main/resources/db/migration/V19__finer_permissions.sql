-- Who could do everything still can, and who could change the settings of an account because he managed its users still can.
UPDATE app_user SET permissions = permissions || ARRAY['OperateStations', 'SendDestructiveCommands', 'ManageWebhooks', 'ManageApiKeys', 'ReadAudit',
    'ManageSettings']
WHERE permissions @> ARRAY['ReadOverview', 'ReadChargingStations', 'ManageChargingStations', 'ReadTags', 'ManageTags', 'ReadSchedules', 'ReadUsers',
    'ManageUsers', 'ReadSettings', 'ReadTransactions'];
UPDATE app_user SET permissions = permissions || ARRAY['OperateStations', 'SendDestructiveCommands']
WHERE permissions @> ARRAY['ManageChargingStations'] AND NOT permissions @> ARRAY['OperateStations'];
UPDATE app_user SET permissions = permissions || ARRAY['ManageSettings']
WHERE permissions @> ARRAY['ManageUsers'] AND NOT permissions @> ARRAY['ManageSettings'];

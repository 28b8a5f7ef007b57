UPDATE partner_app SET is_active = :is_active::boolean WHERE id = :id AND is_active <> :is_active::boolean

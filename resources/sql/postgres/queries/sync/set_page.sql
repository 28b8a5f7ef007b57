SELECT set_config('roost.page_version', :after_version::text, true), set_config('roost.page_id', :after_id::uuid::text, true),
       set_config('roost.page_until', :until_version::text, true), set_config('roost.page_rows', :most::text, true)
